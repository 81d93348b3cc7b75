import { open } from 'node:fs/promises';

const WINDOW = 64 * 1024;

/** The last whole line of a file, read from its end; `undefined` when there is none. `isWhole` when nothing follows it. */
export async function lastLineOf(
  file: string,
): Promise<{ readonly line: string | undefined; readonly isWhole: boolean }> {
  const handle = await open(file, 'r').catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw cause;
  });
  if (!handle) return { line: undefined, isWhole: true };
  try {
    const { size } = await handle.stat();
    for (let window = WINDOW; ; window *= 4) {
      const from = Math.max(0, size - window);
      const bytes = Buffer.alloc(size - from);
      await handle.read(bytes, 0, bytes.length, from);
      const end = bytes.lastIndexOf(10);
      const begin = end > 0 ? bytes.lastIndexOf(10, end - 1) : -1;
      if (begin < 0 && from > 0) continue;
      const line = end < 0 ? undefined : bytes.toString('utf8', begin + 1, end);
      return { line: line || undefined, isWhole: end === bytes.length - 1 };
    }
  } finally {
    await handle.close();
  }
}
