import { createSecretFilter } from '../../lib/secret-filter.ts';
import { lockUp } from '../../secrets/locked-box.ts';
import { writtenSecrets } from '../../written-secrets.ts';
import { CommandError } from './command-error.ts';
import type { Deployment } from './deployment.ts';
import { bindingOf, type Exported, type Locked } from './exported.ts';
import { writeNewFile } from './new-file.ts';
import { inJson, type Terminal } from './terminal.ts';

/** What somebody asked for. */
export interface AskedExport {
  readonly passphraseFile?: string;
  readonly withMasterKey: boolean;
  readonly output?: string;
}

interface Parts {
  readonly deployment: () => Promise<Deployment>;
  readonly passphraseIn: (file: string) => Promise<string>;
  readonly terminal: Terminal;
  readonly now: () => Date;
  /** What a guess at the passphrase costs; for tests. */
  readonly cost?: number;
}

/** `msp export`: the configuration without any secret; with a passphrase, with the secrets in a box that only it opens. */
export async function exportConfiguration(asked: AskedExport, parts: Parts): Promise<void> {
  const { terminal, now, cost } = parts;
  if (asked.withMasterKey && asked.passphraseFile === undefined)
    throw new CommandError('The master key is never exported in the open.', 'Add --passphrase-file.');
  const passphrase = asked.passphraseFile === undefined ? undefined : await parts.passphraseIn(asked.passphraseFile);
  const deployment = await parts.deployment();
  const open = openPart(deployment, now());
  const { found, unreadable } = await secretsOf(deployment);
  assertHoldsNone(open, { ...found, settings: secretSettings(deployment) });

  if (passphrase === undefined) return put(open);
  if (unreadable.length > 0)
    throw new CommandError(
      `These credentials can't be read, so the export would not be whole: ${unreadable.join(', ')}.`,
      '`npx msp check` says why. Put them right, or take them out of desk.yaml.',
    );
  const content = JSON.stringify({
    ...found,
    ...(asked.withMasterKey && { masterKey: await masterKeyOf(deployment) }),
  });
  const locked = await lockUp(content, { passphrase, boundTo: bindingOf(open), ...(cost && { cost }) });
  return put({ ...open, locked });

  async function put(exported: Exported): Promise<void> {
    const text = inJson(exported);
    if (asked.output === undefined) return terminal.print(text);
    await writeNewFile(asked.output, `${text}\n`);
    const secrets = Object.keys(found.credentials).length + Object.keys(found.settings).length;
    terminal.print(
      exported.locked
        ? `Written: ${asked.output}. Secrets in it: ${secrets}. Only the passphrase opens them: keep the two apart.`
        : `Written: ${asked.output}. It holds no secret.`,
    );
  }
}

function openPart({ desk, settings, references }: Deployment, at: Date): Exported {
  const isShown = ({ value, isSecret }: Deployment['settings'][number]) =>
    !isSecret && writtenSecrets(value).length === 0;
  return {
    format: 'msp-export-1',
    madeAt: at.toISOString(),
    desk,
    settings: Object.fromEntries(settings.filter(isShown).map(({ name, value }) => [name, value])),
    secretSettings: settings.filter((setting) => !isShown(setting)).map(({ name }) => name),
    credentials: [...references],
  };
}

/** The master key goes its own way. */
const KEY = 'MSP_KEY';

async function secretsOf({ settings, references, credential }: Deployment) {
  const read = await Promise.all(
    references.map(async (reference) => [reference, await credential(reference).catch(() => undefined)] as const),
  );
  const found: Locked = {
    credentials: Object.fromEntries(
      read.flatMap(([reference, value]) => (value === undefined ? [] : [[reference, value]])),
    ),
    settings: Object.fromEntries(Object.entries(secretSettings({ settings })).filter(([name]) => name !== KEY)),
  };
  return { found, unreadable: read.flatMap(([reference, value]) => (value === undefined ? [reference] : [])) };
}

function secretSettings({ settings }: Pick<Deployment, 'settings'>): Record<string, string> {
  return Object.fromEntries(settings.filter(({ isSecret }) => isSecret).map(({ name, value }) => [name, value]));
}

/** Somebody may have written a secret where none belongs: then nothing is exported at all. */
function assertHoldsNone(open: Exported, { credentials, settings }: Locked): void {
  const text = JSON.stringify(open);
  const isIn = ([, value]: readonly [string, string]) => {
    const filter = createSecretFilter({ withheld: () => {} });
    filter.known(value);
    return filter.at('export').clean(text) !== text;
  };
  const [place] = [...Object.entries(credentials), ...Object.entries(settings)].filter(isIn).map(([name]) => name);
  if (place !== undefined)
    throw new CommandError(
      `The value of ${place} is also written in the open, in desk.yaml or in another setting.`,
      'Take it out there, replace it, and export again.',
    );
  if (writtenSecrets(text).length > 0)
    throw new CommandError(
      'desk.yaml holds something that looks like a secret.',
      'Put it where env:NAME or file:/path says, replace it, and export again.',
    );
}

async function masterKeyOf({ masterKey }: Deployment): Promise<string> {
  const bytes = await masterKey();
  if (bytes) return bytes.toString('base64');
  throw new CommandError(
    'There is no master key that could be exported: one in Key Vault never leaves it.',
    'Leave --with-master-key out. Key Vault keeps backups of its keys.',
  );
}
