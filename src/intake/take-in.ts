import { setTimeout as pause } from 'node:timers/promises';
import type { Ears } from '../chat/ears.ts';
import type { Connections } from '../connectors/connections.ts';
import type { OwnCall } from '../connectors/inbox.ts';
import type { Registry } from '../connectors/registry.ts';
import type { Customer } from '../domain/customer.ts';
import type { Roster } from '../domain/roster.ts';
import type { Log } from '../lib/log.ts';
import type { ArrivalKey, Arrivals } from '../store/arrivals.ts';
import type { Cursors } from '../store/cursors.ts';
import type { HelpDesk } from './help-desks.ts';
import { saidBy } from './place.ts';

/** What taking tickets in needs. */
export interface IntakeParts {
  readonly registry: Registry;
  readonly connections: Connections;
  readonly roster: () => Promise<Roster>;
  readonly arrivals: Arrivals;
  readonly cursors: Cursors;
  readonly ears: Pick<Ears, 'accept'>;
  /** Tells a customer's technicians of what must not wait. */
  readonly alert: (customer: Customer, what: string) => Promise<void>;
  readonly log: Log;
}

const READ_WITHIN_MS = 30_000;

/** Reads a ticket that was told of, and lets the desk hear it. Whoever told of it said nothing that is believed. */
export async function takeIn(
  key: ArrivalKey,
  helpDesk: HelpDesk,
  parts: IntakeParts,
  stopping: AbortSignal,
): Promise<void> {
  const { inbox, connector, customer } = helpDesk;
  const arrival = inbox.ticket.arrival(await read(inbox.ticket.call(key.ticketId), helpDesk, parts, stopping));
  if (arrival) await parts.ears.accept(saidBy(connector.name, customer.id, arrival));
  await parts.arrivals.taken(key);
}

/** Takes in what is new since the last time. The cursor moves only when all of it is written down. */
export async function takeInNews(
  helpDesk: HelpDesk,
  cursor: string | null,
  parts: IntakeParts,
  stopping: AbortSignal,
): Promise<void> {
  const { inbox, connector, customer } = helpDesk;
  const news = inbox.news.read(await read(inbox.news.call(cursor), helpDesk, parts, stopping), cursor);
  for (const arrival of news.arrivals) await parts.ears.accept(saidBy(connector.name, customer.id, arrival));
  if (news.cursor !== cursor) await parts.cursors.move(connector.name, customer.id, news.cursor);
}

function read(
  { operation, input }: OwnCall,
  { connector, customer }: HelpDesk,
  { registry }: IntakeParts,
  stopping: AbortSignal,
): Promise<unknown> {
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(READ_WITHIN_MS)]);
  return registry.call(`${connector.name}.${operation}`, input, { customer, signal });
}

/** A wait that a stop ends early. */
export async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => {});
}
