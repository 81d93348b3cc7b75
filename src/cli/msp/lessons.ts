import { plain } from '../../cards/plain.ts';
import type { Roster } from '../../domain/roster.ts';
import { customerNamed } from './customer.ts';
import type { Learning } from './learning.ts';
import { inColumns } from './operations.ts';
import { inJson, type Terminal } from './terminal.ts';

interface Parts {
  readonly roster: Roster;
  readonly learning: () => Promise<Learning>;
  readonly terminal: Terminal;
}

/** So that a line stays a line. */
const LONGEST_TEXT = 60;

/** `msp lessons`: what a customer has taught, oldest first. */
export async function listLessons(
  { customer, json }: { readonly customer: string; readonly json: boolean },
  { roster, learning, terminal }: Parts,
): Promise<void> {
  const { id } = customerNamed(customer, roster);
  const lessons = await (await learning()).lessons.of(id);
  if (json) return terminal.print(inJson(lessons));
  if (lessons.length === 0) return terminal.print(`Nobody has taught anything for ${id} yet.`);
  terminal.print(
    inColumns(
      lessons.map(({ at, category, source, ticketId, text }) => [
        at.slice(0, 10),
        category,
        ticketId ?? source,
        plain(text, LONGEST_TEXT),
      ]),
    ),
  );
}
