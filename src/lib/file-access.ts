import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';

/** A file that somebody keeps for themselves, and whom the system lets at it besides. */
export interface OwnFile {
  readonly bytes: Buffer;
  /** Anybody but its owner may read or change it. */
  readonly isOpenToOthers: boolean;
  readonly isReadByAll: boolean;
}

/** More than any key or certificate; a device or a pipe might never end. */
const MOST_BYTES = 100_000;
/** A pipe that nobody writes to would hold up whoever opens it, and with it every other file. */
const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

const OTHERS = 0o077;
const ALL_READ = 0o004;
/** Windows tells other things by the same bits. */
const tellsWhoMay = process.platform !== 'win32';

/** What is read is what was looked at, also when another file is put there meanwhile. */
export async function readOwnFile(path: string): Promise<OwnFile> {
  await using file = await open(path, withoutWaiting);
  const found = await file.stat();
  if (!found.isFile() || found.size > MOST_BYTES) throw new TypeError('not a small file');
  const isReadByAll = tellsWhoMay && (found.mode & ALL_READ) !== 0;
  return { bytes: await file.readFile(), isOpenToOthers: isOpen(found.mode), isReadByAll };
}

/** Whether anybody but its owner may read or change a file or folder; what is not there is open to nobody. */
export async function isOpenToOthers(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && isOpen(found.mode);
}

function isOpen(mode: number): boolean {
  return tellsWhoMay && (mode & OTHERS) !== 0;
}
