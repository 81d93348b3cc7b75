import type { KeptLine } from '../store/audit-lines.ts';
import { saidIn } from './line.ts';

const headings = ['customer', 'line', 'time', 'actor', 'action', 'run', 'facts', 'hash'];

/** The audit as a table for people (RFC 4180). No cell of it is a formula, and nothing in it can't be seen. */
export async function* exportCsv(lines: AsyncIterable<readonly KeptLine[]>): AsyncGenerator<string> {
  yield rowOf(headings);
  for await (const some of lines) yield some.map((line) => rowOf(cellsOf(line))).join('');
}

function cellsOf({ customer, seq, hash, text }: KeptLine): string[] {
  const said = saidIn(text);
  if (!said) return [customer, String(seq), '', '', 'unreadable', '', '', hash];
  const { at, actor, action, run, facts } = said;
  return [customer, String(seq), new Date(at).toISOString(), actor, action, run ?? '', JSON.stringify(facts), hash];
}

function rowOf(cells: readonly string[]): string {
  return `${cells.map(asCell).join(',')}\r\n`;
}

/** Spreadsheets calculate what begins like a formula; an apostrophe makes it text. */
function asCell(text: string): string {
  const guarded = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  const seen = guarded.replace(/[\p{Cc}\p{Cf}]/gu, escaped);
  return /[",']/.test(seen) ? `"${seen.replaceAll('"', '""')}"` : seen;
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
