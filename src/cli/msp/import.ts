import { readFile } from 'node:fs/promises';
import { jsonIn } from '../../lib/json-in.ts';
import { unlock } from '../../secrets/locked-box.ts';
import { CommandError } from './command-error.ts';
import { bindingOf, type Exported, Locked, readExported } from './exported.ts';
import { inJson, type Terminal } from './terminal.ts';
import { writeImported } from './write-imported.ts';

/** What somebody asked for. */
export interface AskedImport {
  readonly file: string;
  readonly passphraseFile?: string;
  /** A folder that is not there yet; without one, it is only shown. */
  readonly output?: string;
  readonly json: boolean;
}

interface Parts {
  readonly passphraseIn: (file: string) => Promise<string>;
  readonly terminal: Terminal;
}

/** `msp import`: shows what an export holds, or writes it into a new folder. The desk itself is left as it is. */
export async function importConfiguration(asked: AskedImport, { passphraseIn, terminal }: Parts): Promise<void> {
  const exported = readExported(asked.file, await textOf(asked.file));
  const locked = asked.passphraseFile === undefined ? undefined : await opened(asked, exported, passphraseIn);
  const written = asked.output === undefined ? undefined : await writeImported(asked.output, exported, locked);
  const shown = shownOf(exported, locked);
  if (asked.json) return terminal.print(inJson({ ok: true, ...shown, ...(written && { written }) }));
  terminal.print(inWords(shown));
  if (written) terminal.print(['', ...written.map(({ file, is }) => `${file}  ${is}`)].join('\n'));
}

async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => {
    throw new CommandError(`${file} can't be read.`, 'Name the file that `npx msp export` wrote.');
  });
}

async function opened(
  { file, passphraseFile = '' }: AskedImport,
  exported: Exported,
  passphraseIn: Parts['passphraseIn'],
): Promise<Locked> {
  if (!exported.locked)
    throw new CommandError(`${file} holds no secrets.`, 'Leave --passphrase-file out; nothing in it is locked.');
  const passphrase = await passphraseIn(passphraseFile);
  const unlocked = await unlock(exported.locked, { passphrase, boundTo: bindingOf(exported) });
  if (unlocked.state === 'wrong-passphrase')
    throw new CommandError('The passphrase is another one.', 'Use the one that the export was made with.');
  const { data } = Locked.safeParse(unlocked.state === 'open' ? jsonIn(unlocked.text) : undefined);
  if (data) return data;
  throw new CommandError(
    `${file} was changed after it was made.`,
    'Take another copy of it. Without --passphrase-file, what is not locked can still be looked at.',
  );
}

/** Names and counts alone. */
function shownOf({ madeAt, desk, settings, secretSettings, credentials, locked: box }: Exported, locked?: Locked) {
  const { customers = [], people = [] } = Object(desk) as { customers?: unknown[]; people?: unknown[] };
  return {
    madeAt,
    customers: customers.length,
    people: people.length,
    settings: Object.keys(settings),
    secretSettings,
    credentials,
    secrets: box ? 'locked' : 'none',
    ...(locked && { opened: [...Object.keys(locked.credentials), ...Object.keys(locked.settings)] }),
    ...(locked && { masterKey: locked.masterKey !== undefined }),
  };
}

function inWords(shown: ReturnType<typeof shownOf>): string {
  const { madeAt, customers, people, settings, secretSettings, credentials, secrets, opened: open, masterKey } = shown;
  return [
    `Made ${madeAt}`,
    `Customers: ${customers}, people: ${people}`,
    `Settings: ${settings.join(', ') || 'none'}`,
    `Settings whose values are secret: ${secretSettings.join(', ') || 'none'}`,
    `Credentials: ${credentials.join(', ') || 'none'}`,
    open
      ? `The passphrase opens it. It holds: ${open.join(', ') || 'nothing'}${masterKey ? ', and the master key' : ''}`
      : { none: 'It holds no secrets.', locked: 'Its secrets are locked: --passphrase-file opens them.' }[secrets],
  ].join('\n');
}
