import type { Category } from '../domain/category.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { InputKind, Workflow } from '../domain/workflow.ts';
import { licensesIn } from './licenses.ts';
import { wordsOf } from './words.ts';

/** What the text offers for each kind of input. A line of free text is never picked out of a ticket. */
const offers = {
  account: ({ metadata }) => metadata.emails,
  device: ({ metadata }) => metadata.devices,
  license: ({ subject, body }) => licensesIn(wordsOf(`${subject}\n\n${body}`)),
  country: () => [],
  text: () => [],
} satisfies Record<InputKind, (ticket: Ticket) => readonly string[]>;

/** All that the text offers for a kind of input, in its order. */
export function candidatesFor(kind: InputKind, ticket: Ticket): readonly string[] {
  return offers[kind](ticket);
}

/** Candidates for what the category's workflows must know and may take from the text. Of several none is taken. */
export function inputsFor(category: Category, ticket: Ticket, known: readonly Workflow[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { categories, inputs } of known) {
    if (!categories.includes(category)) continue;
    for (const [name, { kind, from }] of Object.entries(inputs)) {
      const [only, second] = from.includes('text') ? offers[kind](ticket) : [];
      if (only && !second) found[name] ??= only;
    }
  }
  return found;
}
