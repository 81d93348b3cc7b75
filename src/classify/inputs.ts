import type { Category } from '../domain/category.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { InputKind, Workflow } from '../domain/workflow.ts';
import { type Entity, entitiesIn } from './reading/entities.ts';

/** All that the text offers for a kind of input, in its order. A line of free text is never picked out of a ticket. */
export function candidatesFor(kind: InputKind, ticket: Ticket): readonly string[] {
  return valuesOf(kind, entitiesIn(ticket));
}

/** Candidates for what the category's workflows must know and may take from the text. Of several only one that was pointed at is taken. */
export function inputsFor(
  category: Category,
  ticket: Ticket,
  known: readonly Workflow[],
  pointedAt: readonly Entity[] = [],
): Record<string, string> {
  const entities = entitiesIn(ticket);
  const found: Record<string, string> = {};
  for (const { categories, inputs } of known) {
    if (!categories.includes(category)) continue;
    for (const [name, { kind, from }] of Object.entries(inputs)) {
      const candidate = from.includes('text')
        ? (onlyOne(valuesOf(kind, entities)) ?? onlyOne(valuesOf(kind, pointedAt)))
        : undefined;
      if (candidate) found[name] ??= candidate;
    }
  }
  return found;
}

function valuesOf(kind: InputKind, entities: readonly Entity[]): string[] {
  return entities.filter((entity) => entity.kind === kind).map(({ value }) => value);
}

function onlyOne([only, second]: readonly string[]): string | undefined {
  return second === undefined ? only : undefined;
}
