import { readFile, stat } from 'node:fs/promises';
import { FileProblems, type Problem } from '../../lib/finding.ts';
import { CommandError } from './command-error.ts';
import { type Fault, type Labelled, labelledIn, type Row } from './labelled.ts';
import { rowsOfLines } from './labelled-lines.ts';
import { rowsOfTable } from './labelled-table.ts';

const MOST_MB = 20;
const MB = 1024 * 1024;
/** More problems than this at once help nobody. */
const MOST_PROBLEMS = 20;

/** The tickets of a file, as JSON lines or as a table. All of them, or all that is wrong with it. */
export async function readLabelledFile(file: string): Promise<readonly Labelled[]> {
  return labelledOf(file, await textOf(file));
}

function labelledOf(file: string, text: string): readonly Labelled[] {
  if (text.trimStart().startsWith('[')) throw new FileProblems([inFile(file, oneList)]);
  const read = (isLines(file, text) ? rowsOfLines(text) : rowsOfTable(text)).map(ticketOr);
  const faults = read.flatMap((one) => ('text' in one ? [] : one));
  if (faults.length > 0) throw new FileProblems(firstOf(faults).map((fault) => inFile(file, fault)));

  const labelled = read.flatMap((one) => ('text' in one ? [one] : []));
  if (labelled.length > 0) return labelled;
  throw new CommandError(`There is no ticket in ${file}.`, 'Write one a line, with its text and its category.');
}

/** A name says it, and where it does not, the first character does. */
function isLines(file: string, text: string): boolean {
  if (/\.[ct]sv$/i.test(file)) return false;
  return /\.(jsonl|ndjson|json)$/i.test(file) || text.trimStart().startsWith('{');
}

function ticketOr(row: Row | Fault): Labelled | readonly Fault[] {
  return 'message' in row ? [row] : labelledIn(row);
}

const oneList: Fault = {
  line: 1,
  message: 'It is one JSON list.',
  remedy: 'Write one JSON object a line, without the brackets around them.',
};

function firstOf(faults: readonly Fault[]): readonly Fault[] {
  const [next, ...more] = faults.slice(MOST_PROBLEMS);
  const first = faults.slice(0, MOST_PROBLEMS);
  if (!next) return first;
  const rest = more.length > 0 ? `It is not right, and so are ${more.length} more.` : 'It is not right either.';
  return [...first, { line: next.line, message: rest, remedy: 'Put the others right first.' }];
}

function inFile(file: string, { line, message, remedy }: Fault): Problem {
  return { file, line, column: 1, message, remedy };
}

async function textOf(file: string): Promise<string> {
  const unreadable = () => {
    throw new CommandError(`The file ${file} can't be read.`, 'Check its name, and that you may read it.');
  };
  const found = await stat(file).catch(unreadable);
  if (!found.isFile()) return unreadable();
  if (found.size > MOST_MB * MB) {
    const remedy = `Split it into files of at most ${MOST_MB} MB.`;
    throw new CommandError(`${file} has ${Math.ceil(found.size / MB)} MB.`, remedy);
  }
  return inUtf8(file, await readFile(file).catch(unreadable));
}

/** Other encodings are not guessed: a wrong guess would teach wrong words. */
function inUtf8(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const before = new TextDecoder().decode(bytes).split('\uFFFD', 1)[0] ?? '';
    const remedy = 'Save it as UTF-8; a spreadsheet offers that as "CSV UTF-8".';
    throw new FileProblems([
      inFile(file, { line: before.split('\n').length, message: 'It is not written in UTF-8.', remedy }),
    ]);
  }
}
