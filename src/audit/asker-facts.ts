import { z } from 'zod';
import { type Identity, isUnlinked, type Person } from '../domain/person.ts';

/** How it was known who somebody is. A help desk's sender is whoever a mail claims to be from. */
const Proven = z.enum(['linked', 'unlinked', 'help desk']);
type Proven = z.infer<typeof Proven>;

/** Somebody who asked or decided, and where they were known. */
export const Somebody = z.object({
  person: z.string(),
  proven: Proven,
  platform: z.string(),
  workspace: z.string(),
  user: z.string(),
});
export type Somebody = Readonly<z.infer<typeof Somebody>>;

/** Who this is, as the audit has it: no name, and the identity of the place where they spoke. */
export function somebody(
  person: Person,
  at: Pick<Identity, 'platform' | 'workspace'>,
  { isInteractive }: { readonly isInteractive: boolean },
): Somebody {
  const here = person.identities.filter(({ platform }) => platform === at.platform);
  const known = here.find(({ workspace }) => workspace === at.workspace) ?? here[0];
  return {
    person: person.id,
    proven: provenOf(person, isInteractive),
    platform: at.platform,
    workspace: known?.workspace ?? at.workspace,
    user: known?.user ?? 'unknown',
  };
}

function provenOf(person: Person, isInteractive: boolean): Proven {
  if (!isInteractive) return 'help desk';
  return isUnlinked(person) ? 'unlinked' : 'linked';
}
