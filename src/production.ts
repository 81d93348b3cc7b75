import { ownKeyFile } from './compose-keys.ts';
import { type Config, SETTINGS_FILE, type WrittenSetting } from './config.ts';
import { credentialsIn } from './connectors/credential-ref.ts';
import type { Connection } from './desk-file/connections.ts';
import type { DeskDocument } from './desk-file/read.ts';
import type { Mode } from './domain/customer.ts';
import { isOpenToOthers } from './lib/file-access.ts';
import type { Path, Problem } from './lib/finding.ts';
import { writtenSecrets } from './written-secrets.ts';

/** Whether a mode changes what people depend on. */
const isReal = { demo: false, sandbox: false, production: true } satisfies Record<Mode, boolean>;

/** By these, whoever is on the machine reads what the process knows. */
const openings = /^--(inspect|heap[-_]?snapshot|heap[-_]prof|report)/;

interface Parts {
  /** What Node was started with. */
  readonly runtime: readonly string[];
  readonly settings: readonly WrittenSetting[];
  readonly settingsFile?: string;
}

interface Hindrance {
  readonly message: string;
  readonly remedy: string;
}

/** What has to be put right before the desk changes anything in production, all of it at once. Without production, nothing. */
export function productionHindrances(config: Config, { runtime, settings, settingsFile = SETTINGS_FILE }: Parts) {
  return async (document: DeskDocument, text: string): Promise<readonly Problem[]> => {
    const { roster, connections } = document;
    const modeOf = ({ customerId, connector }: Connection): Mode =>
      roster.customers.find(({ id }) => id === customerId)?.modes[connector.name] ?? 'demo';
    const real = connections.filter((connection) => isReal[modeOf(connection)]);
    const [first] = real;
    if (!first) return [];

    const at = (place: Path) => (hindrance: Hindrance) => document.problem({ at: place, onKey: true, ...hindrance });
    const general = [
      ...keyless(config),
      ...watched(runtime),
      ...misplaced(settings),
      ...(await openPlaces(config, settingsFile)),
    ];
    const credentials = await Promise.all(
      real.map(async (connection) => (await openCredentials(connection, document)).map(at(connection.at))),
    );
    const [{ file }] = [document.problem({ at: first.at, message: '', remedy: '' })];
    const written = writtenSecrets(text).map((place) => ({ file, ...place, ...WRITTEN_DOWN }));
    return [...general.map(at(first.at)), ...credentials.flat(), ...written];
  };
}

function keyless({ databaseUrl, key, keyFile, keyVaultKey }: Config): Hindrance[] {
  if (!databaseUrl || key || keyFile || keyVaultKey) return [];
  return [
    {
      message: 'Production needs a master key, and there is none',
      remedy:
        'Make one (openssl rand -out desk.key 32 && chmod 600 desk.key), give every replica the same one, and set MSP_KEY_FILE to its path.',
    },
  ];
}

function watched(runtime: readonly string[]): Hindrance[] {
  return runtime
    .filter((option) => openings.test(option))
    .map((option) => ({
      message: `Node was started with ${option.replace(/=.*/, '')}, which shows secrets to others on this machine`,
      remedy: 'Start the desk without it for production; look into NODE_OPTIONS too.',
    }));
}

function misplaced(settings: readonly WrittenSetting[]): Hindrance[] {
  return settings
    .filter(({ value, isSecret }) => !isSecret && writtenSecrets(value).length > 0)
    .map(({ name }) => ({
      message: `The setting ${name} holds what looks like a secret, and is no place for one`,
      remedy: 'Take it out there, and replace it: that setting is shown and written down.',
    }));
}

/** Files and folders that only the desk's own account may open. */
async function openPlaces(config: Config, settingsFile: string): Promise<Hindrance[]> {
  const { dataDir, keyFile = ownKeyFile(config), keyVaultApp, previousKeys = [] } = config;
  const files = [
    settingsFile,
    keyFile,
    ...previousKeys.flatMap((one) => ('file' in one ? [one.file] : [])),
    ...(keyVaultApp?.certificate ? [keyVaultApp.certificate] : []),
  ];
  const open = await Promise.all(files.map((file) => openFile(file)));
  return [...((await isOpenToOthers(dataDir)) ? [openFolder(dataDir)] : []), ...open.flat()];
}

/** The credentials of a connection, and those that sign its customer's tickets. */
async function openCredentials({ connection, customerId }: Connection, document: DeskDocument): Promise<Hindrance[]> {
  const references = [...credentialsIn(connection), ...(document.ticketSecrets.get(customerId) ?? [])];
  const files = references.flatMap((reference) => /^file:(.+)$/.exec(reference)?.[1] ?? []);
  return (await Promise.all([...new Set(files)].map((file) => openFile(file)))).flat();
}

async function openFile(file: string): Promise<Hindrance[]> {
  if (!(await isOpenToOthers(file))) return [];
  const message = `Others may read or change ${file}, which holds secrets, so production can't begin`;
  const remedy = `Let its owner alone have it: chmod 600 ${file}. If somebody may have seen it, replace what is in it.`;
  return [{ message, remedy }];
}

function openFolder(folder: string): Hindrance {
  const message = `Others may look into the data folder ${folder}, so production can't begin`;
  return { message, remedy: `Let its owner alone have it: chmod 700 ${folder}.` };
}

const WRITTEN_DOWN: Hindrance = {
  message: 'This looks like a secret, and this file is no place for one in production',
  remedy:
    'Put it into a file or the environment, write file:/path or env:NAME here, and replace it: whoever has read this file may know it.',
};
