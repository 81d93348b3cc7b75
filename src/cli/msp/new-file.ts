import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { CommandError } from './command-error.ts';

/** Opens a file that only its owner may read, and never another one that is there. */
export async function openNewFile(path: string): Promise<FileHandle> {
  return open(path, 'wx', 0o600).catch((cause: unknown) => {
    throw notMade(path, cause);
  });
}

/** Writes one as a whole. */
export async function writeNewFile(path: string, content: string | Buffer): Promise<void> {
  await using file = await openNewFile(path);
  await file.writeFile(content);
  await file.sync();
}

/** Makes a folder that only its owner may look into, where there was nothing. */
export async function makeNewFolder(path: string): Promise<void> {
  await mkdir(path, { mode: 0o700 }).catch((cause: unknown) => {
    throw notMade(path, cause);
  });
}

function notMade(path: string, cause: unknown): CommandError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return code === 'EEXIST'
    ? new CommandError(`${path} is there already, and nothing is written over it.`, 'Name another one.')
    : new CommandError(`${path} can't be written.`, 'Name a place in a folder that is there and may be written to.');
}
