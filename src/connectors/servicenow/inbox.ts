import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Arrival, Inbox } from '../inbox.ts';
import type { Connection } from './connection.ts';
import { IncidentRef } from './fields.ts';
import { IncidentStory } from './story.ts';

/** The header in which the instance's business rule sends the shared secret. */
const secretHeader = 'x-msp-secret';

const LONGEST_ENTRY = 4_000;
const finished: readonly string[] = ['resolved', 'closed', 'cancelled'] satisfies IncidentStory['state'][];

const News = z.object({ incidents: z.array(IncidentStory), until: z.string() });

/** What the business rule sends: the id is enough, and the number is as good. */
const Notice = z.union([
  z.object({ sys_id: IncidentRef }).transform(({ sys_id }) => sys_id),
  z.object({ number: IncidentRef }).transform(({ number }) => number),
]);

/** New incidents come in by a business rule's call or by looking every minute, and get their answer as comment and state. */
export const inbox: Inbox<Connection> = {
  isOpen: ({ inbox }) => inbox !== undefined,

  ticket: {
    call: (incident) => ({ operation: 'getIncident', input: { incident } }),
    arrival: (output) => arrivalOf(IncidentStory.parse(output)),
  },

  news: {
    every: '1m',
    call: (cursor) => ({ operation: 'listNewIncidents', input: cursor === null ? {} : { since: cursor } }),
    read(output, cursor) {
      const { incidents, until } = News.parse(output);
      return { arrivals: cursor === null ? [] : incidents.flatMap((one) => arrivalOf(one) ?? []), cursor: until };
    },
  },

  webhook: {
    async isProven({ headers }, { inbox }, { credential }) {
      const shown = headers[secretHeader];
      if (!inbox || !shown) return false;
      const secrets = [inbox.secret, ...(inbox.previousSecret ? [inbox.previousSecret] : [])];
      const taken = await Promise.all(secrets.map(async (secret) => isSame(shown, await credential(secret))));
      return taken.includes(true);
    },
    tickets(body) {
      const { success, data } = Notice.safeParse(body);
      return success ? [data] : 'news';
    },
  },

  comment: (incident, text) => ({ operation: 'addComment', input: { incident, text: entry(text) } }),

  conclude: (incident, outcome, text) =>
    outcome === 'resolved' ? { operation: 'resolveIncident', input: { incident, resolution: entry(text) } } : undefined,
};

/** Nothing when the desk opened it itself, or when somebody has finished it already. */
function arrivalOf(incident: IncidentStory): Arrival | undefined {
  if (incident.openedByDesk || finished.includes(incident.state)) return undefined;
  const { incidentId, title, description, requester, openedAt } = incident;
  return { ticketId: incidentId, subject: title, body: description, requester, at: openedAt };
}

/** Takes the same time however much of it is right. */
function isSame(shown: string, secret: string): boolean {
  return timingSafeEqual(hash(shown), hash(secret));
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function entry(text: string): string {
  return text.length <= LONGEST_ENTRY ? text : `${text.slice(0, LONGEST_ENTRY - 1).toWellFormed()}…`;
}
