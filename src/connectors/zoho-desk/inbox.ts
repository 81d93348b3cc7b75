import { z } from 'zod';
import type { Arrival, Inbox } from '../inbox.ts';
import type { Connection } from './connection.ts';
import { TicketId } from './fields.ts';
import { listNewTickets } from './operations/list-new-tickets.ts';
import { TicketTold } from './told.ts';

/** A ticket may become visible a little after others that are younger, and clocks differ. */
const OVERLAP_MS = 10 * 60_000;
const LONGEST_COMMENT = 31_900;
const LONGEST_RESOLUTION = 20_000;
const MOST_TOLD_TICKETS = 100;

/** Up to when tickets were seen, and those of the overlap with the time each of them was opened. */
const Cursor = z.object({ until: z.iso.datetime(), seen: z.record(TicketId, z.iso.datetime()) });
type Cursor = z.infer<typeof Cursor>;

const Events = z.array(z.object({ eventType: z.string(), payload: z.object({ id: TicketId }) }));

/** New tickets of the department come in; the answer for whoever asked goes back as a public comment. */
export const inbox: Inbox<Connection> = {
  isOpen: ({ inbox: opened }) => opened !== undefined,
  ticket: {
    call: (ticketId) => ({ operation: 'getTicket', input: { ticketId } }),
    arrival: (output) => arrivalOf(TicketTold.parse(output)),
  },
  news: {
    every: '2m',
    call(cursor) {
      if (cursor === null) return { operation: 'listNewTickets', input: {} };
      const { until, seen } = cursorFrom(cursor);
      return { operation: 'listNewTickets', input: { since: overlapOf(until), except: Object.keys(seen) } };
    },
    read(output, cursor) {
      const { tickets, until } = listNewTickets.output.parse(output);
      const arrivals = cursor === null ? [] : tickets.flatMap((ticket) => arrivalOf(ticket) ?? []);
      const earlier = cursor === null ? {} : cursorFrom(cursor).seen;
      return { arrivals, cursor: JSON.stringify({ until, seen: stillSeen(earlier, tickets, until) } satisfies Cursor) };
    },
  },
  webhook: {
    // What verifies tokens is loaded with the first call.
    isProven: async (call, connection, tools) => (await import('./webhook-proof.ts')).isProven(call, connection, tools),
    tickets(body) {
      const events = Events.safeParse(body).data;
      if (!events) return 'news';
      const added = events.filter(({ eventType }) => eventType === 'Ticket_Add').map(({ payload }) => payload.id);
      return added.length > MOST_TOLD_TICKETS ? 'news' : [...new Set(added)];
    },
  },
  comment: (ticketId, text) => ({
    operation: 'addComment',
    input: { ticketId, text: text.slice(0, LONGEST_COMMENT), private: false },
  }),
  conclude: (ticketId, outcome, text) =>
    outcome === 'resolved'
      ? { operation: 'closeTicket', input: { ticketId, resolution: text.slice(0, LONGEST_RESOLUTION) } }
      : undefined,
};

/** What the desk opened itself, spam, and what somebody closed already is nobody's request to the desk. */
function arrivalOf({
  ticketId,
  subject,
  description,
  requester,
  createdAt,
  ...state
}: TicketTold): Arrival | undefined {
  if (state.openedByDesk || state.spam || state.status === 'closed') return undefined;
  return { ticketId, subject, body: description, requester, at: createdAt };
}

function cursorFrom(cursor: string): Cursor {
  return Cursor.parse(JSON.parse(cursor));
}

function overlapOf(until: string): string {
  return new Date(Date.parse(until) - OVERLAP_MS).toISOString();
}

/** Only those that would be listed again. */
function stillSeen(earlier: Cursor['seen'], tickets: readonly TicketTold[], until: string): Cursor['seen'] {
  const all = [...Object.entries(earlier), ...tickets.map(({ ticketId, createdAt }) => [ticketId, createdAt] as const)];
  return Object.fromEntries(all.filter(([, at]) => Date.parse(at) >= Date.parse(overlapOf(until))));
}
