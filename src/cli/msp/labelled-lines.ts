import type { Fault, Row } from './labelled.ts';

/** The rows of a file that has one JSON object a line. */
export function rowsOfLines(text: string): (Row | Fault)[] {
  return text.split('\n').flatMap((written, index) => (written.trim() === '' ? [] : rowOf(index + 1, written)));
}

function rowOf(line: number, written: string): Row | Fault {
  try {
    return { line, value: JSON.parse(written) as unknown };
  } catch {
    return { line, message: 'It is not JSON.', remedy: 'Write one JSON object a line, with nothing around it.' };
  }
}
