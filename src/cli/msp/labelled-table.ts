import { CsvError, parse } from 'csv-parse/sync';
import { nearest } from '../../lib/nearest.ts';
import { columns, type Fault, type Row } from './labelled.ts';

const delimiters = [',', ';', '\t'];

/** The rows of a table with a header (RFC 4180), by the names of its columns. */
export function rowsOfTable(text: string): (Row | Fault)[] {
  const { delimiter, names } = headerOf(text);
  const wrong = faultsOf(names);
  if (wrong.length > 0) return wrong;

  const rows: (Row | Fault)[] = [];
  let before: Progress = { lines: 0, empty_lines: 0 };
  /** A cell may go over several lines, so that its row begins where the one before has ended. */
  const take = (cells: readonly string[], now: Progress) => {
    const line = before.lines + 1 + now.empty_lines - before.empty_lines;
    before = { ...now };
    if (line > 1 && cells.some((cell) => cell.trim() !== '')) rows.push(rowOf(line, cells, names));
    return null;
  };
  try {
    parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true, on_record: take });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    rows.push(brokenQuote(before.lines + 1));
  }
  return rows;
}

/** How far the parser has come, in its own words. */
interface Progress {
  readonly lines: number;
  readonly empty_lines: number;
}

/** The delimiter that finds most of the names we know. */
function headerOf(text: string): { readonly delimiter: string; readonly names: readonly string[] } {
  const headers = delimiters.map((delimiter) => ({ delimiter, names: namesBy(delimiter, text) }));
  const [best] = headers.sort((a, b) => knownIn(b.names) - knownIn(a.names) || b.names.length - a.names.length);
  return best ?? { delimiter: ',', names: [] };
}

function namesBy(delimiter: string, text: string): readonly string[] {
  try {
    const [names = []] = parse(text, { delimiter, to: 1 }) as string[][];
    return names.map((name) => name.trim().toLowerCase());
  } catch {
    return []; // quoted for another delimiter
  }
}

function knownIn(names: readonly string[]): number {
  return names.filter((name) => columns.some((column) => column === name)).length;
}

function faultsOf(names: readonly string[]): Fault[] {
  const fault = (message: string, remedy: string): Fault => ({ line: 1, message, remedy });
  const twice = columns.filter((column) => names.indexOf(column) !== names.lastIndexOf(column));
  const has = (...wanted: readonly string[]) => wanted.some((column) => names.includes(column));
  return [
    ...twice.map((column) => fault(`There are several columns ${column}.`, 'Rename all but one.')),
    ...(has('category') ? [] : [fault('There is no column category.', renamed(names, 'category'))]),
    ...(has('text', 'subject', 'body')
      ? []
      : [fault('There is no column text, subject or body.', renamed(names, 'text', 'subject', 'body'))]),
  ];
}

function renamed(names: readonly string[], ...wanted: readonly string[]): string {
  const [meant] = names.flatMap((name) => {
    const near = nearest(name, wanted);
    return near ? [`Rename ${name.slice(0, 60)} to ${near}.`] : [];
  });
  return meant ?? 'Name the columns in the first line, e.g. text,category.';
}

function rowOf(line: number, cells: readonly string[], names: readonly string[]): Row | Fault {
  if (cells.length === names.length)
    return { line, value: Object.fromEntries(names.map((name, at) => [name, cells[at]])) };
  return {
    line,
    message: `It has ${cells.length} cells, and the header ${names.length}.`,
    remedy: 'Put a text that holds a delimiter in quotes.',
  };
}

/** What comes after it can't be told apart. */
function brokenQuote(line: number): Fault {
  return {
    line,
    message: 'A quotation mark stands where none may, or is never closed.',
    remedy: 'Put the whole cell in quotes, and each quotation mark inside it twice.',
  };
}
