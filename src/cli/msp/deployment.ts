import { readFile } from 'node:fs/promises';
import { keyBytes } from '../../compose-keys.ts';
import { type Config, type WrittenSetting, writtenSettings } from '../../config.ts';
import { credentialsIn } from '../../connectors/credential-ref.ts';
import type { DeskFile } from '../../desk-file/desk-file.ts';
import { yamlValue } from '../../lib/yaml-source.ts';

/** What somebody has set up, and where its secrets are. */
export interface Deployment {
  /** What desk.yaml says; null where there is none. */
  readonly desk: unknown;
  readonly settings: readonly WrittenSetting[];
  /** Every place where desk.yaml says that a credential is. */
  readonly references: readonly string[];
  credential(reference: string): Promise<string>;
  /** `undefined` when it never leaves Key Vault, or there is none. */
  masterKey(): Promise<Buffer | undefined>;
}

/** Reads it as the desk would; throws `FileProblems` when desk.yaml is not right. */
export async function readDeployment(
  config: Config,
  { deskFile, credential }: { deskFile: DeskFile; credential: (reference: string) => Promise<string> },
): Promise<Deployment> {
  const document = await deskFile.document();
  const desk = document && config.deskFile ? yamlValue(await readFile(config.deskFile.path, 'utf8')) : null;
  return {
    desk,
    settings: writtenSettings(),
    references: [...new Set(credentialsIn(desk))].sort(),
    credential,
    masterKey: () => keyBytes(config),
  };
}
