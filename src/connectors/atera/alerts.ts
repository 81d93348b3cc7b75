import { z } from 'zod';
import { legible } from '../../lib/legible.ts';
import type { Atera } from './client.ts';
import { AgentId, DeviceName, TicketId } from './fields.ts';
import { everyItem } from './pages.ts';
import { notFound } from './refusals.ts';
import { Time } from './time.ts';

export const AlertId = z.int().positive().describe('Number of the alert.');

/** An alert of one of the customer's devices. A device without an agent, such as a printer, has no agent's number. */
export const Alert = z.strictObject({
  alertId: AlertId,
  agentId: AgentId.optional(),
  device: DeviceName.optional(),
  title: z.string().describe('What the alert is about.'),
  message: z.string().describe('What Atera says about it.').optional(),
  severity: z.enum(['information', 'warning', 'critical']).describe('How serious it is.'),
  raisedAt: z.iso.datetime().describe('When the alert was raised.'),
  ticketId: TicketId.optional(),
});
export type Alert = z.infer<typeof Alert>;

const severities = { Information: 'information', Warning: 'warning', Critical: 'critical' } as const;

const Text = z.string().nullish();

const AlertRecord = z
  .object({
    AlertID: z.int().positive(),
    CustomerID: z.int().nullish(),
    AgentId: z.int().nullish(),
    DeviceName: Text,
    Title: Text,
    AlertMessage: Text,
    Severity: z.enum(['Information', 'Warning', 'Critical']).nullish(),
    Created: Time,
    TicketID: z.int().nullish(),
  })
  .transform((record) => {
    const device = record.DeviceName?.replace(/\p{C}+/gu, '').slice(0, 64);
    const alert: Alert = {
      alertId: record.AlertID,
      ...(record.AgentId && record.AgentId > 0 ? { agentId: record.AgentId } : {}),
      ...(device ? { device } : {}),
      title: legible(record.Title || 'Alert'),
      ...(record.AlertMessage ? { message: legible(record.AlertMessage) } : {}),
      severity: severities[record.Severity ?? 'Warning'],
      raisedAt: record.Created ?? new Date(0).toISOString(),
      ...(record.TicketID && record.TicketID > 0 ? { ticketId: record.TicketID } : {}),
    };
    return { alert, customer: record.CustomerID };
  });

/** Reads an alert of the customer; another customer's is not found. */
export async function readAlert(alertId: number, client: Atera, signal: AbortSignal): Promise<Alert> {
  const { alert, customer } = await client.read(`/alerts/${alertId}`, AlertRecord, signal);
  if (alert.alertId !== alertId || customer !== client.connection.customer) throw notFound();
  return alert;
}

/** The customer's open alerts. Atera gives those of all customers, so that the others are left out here. */
export async function* openAlerts(client: Atera, signal: AbortSignal): AsyncGenerator<Alert> {
  const list = { path: '/alerts', item: AlertRecord, query: { alertStatus: 'Open' } };
  for await (const { alert, customer } of everyItem(list, ({ alert }) => alert.alertId, client, signal))
    if (customer === client.connection.customer) yield alert;
}
