import type { Ticket } from '../../domain/ticket.ts';
import type { InputKind } from '../../domain/workflow.ts';
import { applicationsIn } from './applications.ts';
import { licensesIn } from './licenses.ts';
import { wordsOf } from './words.ts';

/** Something a ticket names, found by code. An application is told to whoever helps; the others may be what a workflow is about. A model may only point at one, by its place in the list. */
export interface Entity {
  readonly kind: Extract<InputKind, 'account' | 'device' | 'license'> | 'application';
  readonly value: string;
}

/** Everything a ticket names. All of it is what somebody wrote, so all of it is only a candidate. */
export function entitiesIn({ subject, body, metadata }: Pick<Ticket, 'subject' | 'body' | 'metadata'>): Entity[] {
  const words = wordsOf(`${subject}\n\n${body}`);
  const found = (kind: Entity['kind'], values: readonly string[]) => values.map((value) => ({ kind, value }));
  return [
    ...found('account', metadata.emails),
    ...found('device', metadata.devices),
    ...found('application', applicationsIn(words)),
    ...found('license', licensesIn(words)),
  ];
}
