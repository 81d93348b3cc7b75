import { accessSync, constants, createReadStream, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Sample } from './samples.ts';

const Line = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  subject: z.string().default(''),
  body: z
    .string()
    .nullish()
    .transform((body) => body ?? ''),
});

/** The tickets of a file, one after the other, however many. A line that isn't one is reported by number and left out. */
export function readTicketFile(path: string, report: (problem: string) => void): AsyncGenerator<Sample> {
  try {
    accessSync(path, constants.R_OK);
    if (!statSync(path).isFile()) throw new Error('It is a folder');
  } catch (cause) {
    throw new Error(`The file ${path} can't be read. Check its name, and that you may read it.`, { cause });
  }
  return ticketsIn(path, report);
}

async function* ticketsIn(path: string, report: (problem: string) => void): AsyncGenerator<Sample> {
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (line.trim() === '') continue;
    const ticket = ticketIn(line);
    if (typeof ticket === 'string') report(`Line ${number} is left out: ${ticket}`);
    else yield ticket;
  }
}

function ticketIn(line: string): Sample | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'it is not JSON.';
  }
  const parsed = Line.safeParse(value);
  if (!parsed.success)
    return `it needs {"id", "subject", "body"}; ${parsed.error.issues[0]?.path.join('.') || 'it'} does not fit.`;
  if (!`${parsed.data.subject}${parsed.data.body}`.trim()) return 'it says nothing.';
  return parsed.data;
}
