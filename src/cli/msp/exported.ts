import { z } from 'zod';
import { digest } from '../../lib/digest.ts';
import { jsonIn } from '../../lib/json-in.ts';
import { LockedBox } from '../../secrets/locked-box.ts';
import { CommandError } from './command-error.ts';

const plain = {
  format: z.literal('msp-export-1'),
  madeAt: z.iso.datetime(),
  /** What desk.yaml says; null where there is none. */
  desk: z.unknown(),
  settings: z.record(z.string(), z.string()),
  /** Settings that are made, and whose values nobody may see. */
  secretSettings: z.array(z.string()),
  /** Where credentials are, never what they are. */
  credentials: z.array(z.string()),
};

/** A deployment's configuration. Everything but the box may be read by anybody. */
export const Exported = z.strictObject({ ...plain, locked: LockedBox.optional() });
export type Exported = Readonly<z.infer<typeof Exported>>;

/** What only the passphrase shows. */
export const Locked = z.strictObject({
  credentials: z.record(z.string(), z.string()),
  settings: z.record(z.string(), z.string()),
  /** In base64. */
  masterKey: z.string().optional(),
});
export type Locked = Readonly<z.infer<typeof Locked>>;

/** What the box is bound to, so that no part beside it can be exchanged. */
export function bindingOf({ locked: _, ...rest }: Exported): Buffer {
  return Buffer.from(digest(rest));
}

/** Reads an export, or says what is wrong with it. */
export function readExported(file: string, text: string): Exported {
  const { success, data } = Exported.safeParse(jsonIn(text));
  if (success) return data;
  throw new CommandError(
    `${file} is no export of this desk, or it was cut or changed.`,
    'Name the file that `npx msp export` wrote, whole.',
  );
}
