import { join } from 'node:path';
import { inYaml } from '../../lib/yaml-source.ts';
import { CommandError } from './command-error.ts';
import type { Exported, Locked } from './exported.ts';
import { inEnvFile } from './in-env-file.ts';
import { makeNewFolder, writeNewFile } from './new-file.ts';

/** A file that was written, and what it is. */
interface Written {
  readonly file: string;
  readonly is: string;
}

const envName = /^env:([A-Z][A-Z0-9_]*)$/;
const settingName = /^[A-Z][A-Z0-9_]*$/;

/** Writes an export into a new folder, where each file is its owner's alone. No place that the export names is written to. */
export async function writeImported(folder: string, exported: Exported, locked?: Locked): Promise<readonly Written[]> {
  const env = linesOf(exported, locked);
  const credentials = filesOf(locked);
  await makeNewFolder(folder);

  const written: Written[] = [];
  const write = async (name: string, content: string | Buffer, is: string) => {
    const file = join(folder, name);
    await writeNewFile(file, content);
    written.push({ file, is });
  };
  if (exported.desk !== null) await write('desk.yaml', inYaml(exported.desk), 'customers, people and connections');
  await write('.env', `${env.join('\n')}\n`, 'settings');
  if (credentials.length > 0) await makeNewFolder(join(folder, 'credentials'));
  for (const { name, value, reference } of credentials)
    await write(join('credentials', name), value, `belongs where ${reference} says`);
  const { masterKey } = locked ?? {};
  if (masterKey)
    await write('desk.key', Buffer.from(masterKey, 'base64'), 'the master key: set MSP_KEY_FILE to its path');
  return written;
}

/** Settings, and credentials that are in the environment. What is secret and not here stands there to be filled in. */
function linesOf({ settings, secretSettings }: Exported, locked?: Locked): string[] {
  const fromEnvironment = Object.entries(locked?.credentials ?? {}).flatMap(([reference, value]) => {
    const name = envName.exec(reference)?.[1];
    return name ? [[name, value] as const] : [];
  });
  const known = [...Object.entries(settings), ...Object.entries(locked?.settings ?? {}), ...fromEnvironment];
  const names = new Set(known.map(([name]) => name));
  return [
    ...known.map(([name, value]) => {
      const line = settingName.test(name) ? inEnvFile(name, value) : undefined;
      if (line !== undefined) return line;
      throw new CommandError(
        `The value of ${name} can't be written into a .env file.`,
        'Keep it in a file, and write file:/path instead of env:NAME in desk.yaml.',
      );
    }),
    ...secretSettings.filter((name) => settingName.test(name) && !names.has(name)).map((name) => `# ${name}=`),
  ];
}

/** Numbered, because what a file is called there is the word of whoever made the export. */
function filesOf(locked?: Locked) {
  return Object.entries(locked?.credentials ?? {})
    .filter(([reference]) => reference.startsWith('file:'))
    .map(([reference, value], index) => {
      const words = reference.replace(/^file:/, '').replace(/[^A-Za-z0-9]+/g, '-');
      return { reference, value, name: `${index + 1}${words.slice(-60)}` };
    });
}
