import { z } from 'zod';
import { operation } from '../../operation.ts';
import { Alert, openAlerts } from '../alerts.ts';
import type { Atera } from '../client.ts';
import { changedTickets, exampleTicket, HelpTicket } from '../tickets.ts';

/** Clocks differ, and a ticket shows up a little after it was opened. What is told twice arrives once. */
const OVERLAP_MS = 10 * 60 * 1_000;

export const listNewTickets = operation({
  title: 'List new tickets and alerts',
  summary: 'Lists what was opened since the last look; without a last look, only how far to look from next time.',
  risk: 'read',
  repeatable: true,
  input: z.strictObject({
    since: z.iso.datetime().describe('When the last look was.').optional(),
    lastAlertId: z.int().min(0).describe('Highest number of an alert at the last look.').optional(),
  }),
  output: z.strictObject({
    tickets: z.array(HelpTicket).describe('The tickets opened since.'),
    alerts: z.array(Alert).describe('The alerts raised since, if alerts come in.'),
    lookedAt: z.iso.datetime().describe('When this look was.'),
    highestAlertId: z.int().min(0).describe('Highest number of an alert now.'),
  }),
  example: {
    input: { since: '2026-11-20T08:10:00Z', lastAlertId: 30411 },
    output: {
      tickets: [exampleTicket],
      alerts: [],
      lookedAt: '2026-11-20T08:15:00Z',
      highestAlertId: 30412,
    },
  },
  async run({ since, lastAlertId }, client: Atera, { signal }) {
    const now = client.now().toISOString(); // before the look, so that what changes meanwhile is seen next time
    const tickets = since === undefined ? [] : await openedSince(since, client, signal);
    const before = lastAlertId ?? 0;
    let highest = before;
    const alerts: Alert[] = [];
    if (client.connection.inbox?.alerts) {
      for await (const alert of openAlerts(client, signal)) {
        if (lastAlertId !== undefined && alert.alertId > before) alerts.push(alert);
        highest = Math.max(highest, alert.alertId);
      }
    }
    return { tickets, alerts, lookedAt: now, highestAlertId: highest };
  },
});

/** What was changed since is more than what was opened since: an old ticket does not become new by an answer. */
async function openedSince(since: string, client: Atera, signal: AbortSignal): Promise<HelpTicket[]> {
  const from = new Date(Date.parse(since) - OVERLAP_MS);
  const tickets: HelpTicket[] = [];
  for await (const ticket of changedTickets(from, client, signal))
    if (Date.parse(ticket.createdAt) >= from.getTime()) tickets.push(ticket);
  return tickets;
}
