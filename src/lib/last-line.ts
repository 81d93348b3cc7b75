import { open } from 'node:fs/promises';

const WINDOW = 64 * 1024;

/** The last whole line of a file that `read` understands, looked for from its end. `isWhole` when no piece of a line follows. */
export async function lastLineOf<T>(
  file: string,
  read: (line: string) => T | undefined,
): Promise<{ readonly last: T | undefined; readonly isWhole: boolean }> {
  const handle = await open(file, 'r').catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw cause;
  });
  if (!handle) return { last: undefined, isWhole: true };
  try {
    const { size } = await handle.stat();
    for (let window = WINDOW; ; window *= 4) {
      const from = Math.max(0, size - window);
      const bytes = Buffer.alloc(size - from);
      await handle.read(bytes, 0, bytes.length, from);
      const [begun = '', ...lines] = bytes.toString('utf8').split('\n').toReversed();
      if (from > 0) lines.pop(); // the window may begin in the midst of it
      const last = firstUnderstood(lines, read);
      if (last !== undefined || from === 0) return { last, isWhole: begun === '' };
    }
  } finally {
    await handle.close();
  }
}

function firstUnderstood<T>(lines: readonly string[], read: (line: string) => T | undefined): T | undefined {
  for (const line of lines) {
    const found = read(line);
    if (found !== undefined) return found;
  }
  return undefined;
}
