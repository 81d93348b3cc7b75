import { z } from 'zod';
import { LONGEST_TICKET } from '../../desk/open-ticket.ts';
import { type Category, categoryNamed, remedyForCategory } from '../../domain/category.ts';
import { cleaned } from '../../lib/cleaned.ts';
import type { Problem } from '../../lib/finding.ts';

/** A ticket of a file, and what people say it is. */
export interface Labelled {
  readonly id: string;
  /** Everything that was written, its subject first. */
  readonly text: string;
  readonly category: Category;
  /** What it may be called as well. */
  readonly alt: readonly Category[];
}

/** What stands in one line of a file, whatever its form. */
export interface Row {
  readonly line: number;
  readonly value: unknown;
}

/** What is wrong with a line, and what to write instead. */
export type Fault = Pick<Problem, 'line' | 'message' | 'remedy'>;

/** A row as a ticket with its category, or all that is wrong with it. */
export function labelledIn({ line, value }: Row): Labelled | readonly Fault[] {
  const fault = (message: string, remedy: string): Fault => ({ line, message, remedy });
  const read = Columns.safeParse(value);
  if (!read.success) return read.error.issues.map(({ path, message }) => fault(inWords(path, message), wantedRow));

  const { id = `line ${line}`, subject, body, text, category, alt } = read.data;
  const whole = cleaned([subject, body || text].filter(Boolean).join('\n\n'));
  const names = [category, ...alt].map((name) => ({ name, known: categoryNamed(name) }));
  const faults = [
    ...(whole ? [] : [fault('It says nothing.', 'Write what was asked in text, or in subject and body.')]),
    ...(whole.length > LONGEST_TICKET
      ? [fault(`It has ${whole.length} characters.`, `Shorten it to ${LONGEST_TICKET}: the desk takes nothing longer.`)]
      : []),
    ...names.filter(({ known }) => !known).map(({ name }) => fault(unknown(name), remedyForCategory(name))),
  ];
  const [first, ...others] = names.flatMap(({ known }) => known ?? []);
  if (faults.length > 0 || !first) return faults;
  return { id, text: whole, category: first, alt: [...new Set(others)].filter((other) => other !== first) };
}

/** What the columns of a table, or the keys of a line, may be called. */
export const columns = ['id', 'subject', 'body', 'text', 'category', 'alt', 'lang'] as const;

const Words = z
  .string('is no text')
  .nullish()
  .transform((words) => words?.trim() ?? '');

const Columns = z.object(
  {
    id: z
      .union([z.string(), z.number()], 'is no text')
      .nullish()
      .transform((id) => (id === null || id === '' ? undefined : id?.toString())),
    subject: Words,
    body: Words,
    text: Words,
    category: z.string('is missing').trim().min(1, 'is missing'),
    alt: z
      .union([z.string().transform((names) => names.split(';')), z.array(z.string())], 'is no list of categories')
      .nullish()
      .transform((names) => names?.map((name) => name.trim()).filter(Boolean) ?? []),
  },
  'is no ticket',
);

const wantedRow = 'Write e.g. {"text": "The printer jams", "category": "printer_issue"}, each text in quotes.';

function inWords(path: readonly PropertyKey[], message: string): string {
  return `${path.map(String).join('.') || 'It'} ${message}.`;
}

function unknown(name: string): string {
  return `There is no category "${name.slice(0, 60)}".`;
}
