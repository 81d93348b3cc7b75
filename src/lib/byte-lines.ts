import { createReadStream } from 'node:fs';

/** A line longer than this is not one that we wrote. */
const LONGEST = 64 * 1024 ** 2;

/** One line of a file. */
export interface ByteLine {
  readonly text: string;
  /** All its bytes, with what ends it. */
  readonly raw: Buffer;
  /** Whether it is ended; only a last one may not be. */
  readonly isWhole: boolean;
}

/** The lines of a file of any length, a piece of it at a time. */
export async function* byteLinesOf(file: string): AsyncGenerator<readonly ByteLine[]> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 })) {
    const bytes: Buffer = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const lines: ByteLine[] = [];
    let from = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      lines.push({ text: bytes.toString('utf8', from, end), raw: bytes.subarray(from, end + 1), isWhole: true });
      from = end + 1;
    }
    rest = bytes.subarray(from);
    if (rest.length > LONGEST) throw new Error(`${file} has a line that is too long.`);
    yield lines;
  }
  if (rest.length > 0) yield [{ text: rest.toString('utf8'), raw: rest, isWhole: false }];
}
