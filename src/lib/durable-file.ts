import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Replaces a file so that even a power cut leaves the old one or the new one, whole. Only its owner may read it. */
export async function writeDurably(file: string, text: string): Promise<void> {
  const unfinished = await writeUnfinished(file, text);
  await rename(unfinished, file);
  await syncFolder(dirname(file));
}

/** Makes a file, whole or not at all, unless there is one: then that one stays. Only its owner may read it. */
export async function createDurably(file: string, bytes: Buffer): Promise<void> {
  const unfinished = await writeUnfinished(file, bytes);
  try {
    await link(unfinished, file); // unlike a rename, it replaces nothing
  } catch (cause) {
    if (!isCalled('EEXIST', cause)) throw cause;
  } finally {
    await rm(unfinished);
  }
  await syncFolder(dirname(file));
}

/** Adds to the end of a file, which is made where there is none, so that a power cut does not take it back. */
export async function appendDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(dirname(file));
}

async function writeUnfinished(file: string, content: string | Buffer): Promise<string> {
  const unfinished = `${file}.${randomUUID()}.tmp`;
  const handle = await open(unfinished, 'w', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return unfinished;
}

/** The text of a file; `undefined` when there is none. */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (isCalled('ENOENT', cause)) return undefined;
    throw cause;
  }
}

function isCalled(code: string, cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === code;
}

/** Makes the new name durable. Where a system can't open folders, it keeps names by itself. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  try {
    await handle?.sync();
  } finally {
    await handle?.close();
  }
}
