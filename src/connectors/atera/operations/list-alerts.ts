import { z } from 'zod';
import { operation } from '../../operation.ts';
import { AgentId, DeviceName, TicketId } from '../fields.ts';

export const listAlerts = operation({
  title: 'List alerts',
  summary: "Lists the open alerts of the customer's devices, newest first.",
  risk: 'read',
  repeatable: true,
  input: z.strictObject({ device: DeviceName.describe('Only alerts of this device.').optional() }),
  output: z.strictObject({
    alerts: z
      .array(
        z.strictObject({
          alertId: z.int().positive().describe('Number of the alert.'),
          agentId: AgentId,
          device: DeviceName,
          title: z.string().describe('What the alert is about.'),
          severity: z.enum(['information', 'warning', 'critical']).describe('How serious it is.'),
          raisedAt: z.iso.datetime().describe('When the alert was raised.'),
          ticketId: TicketId.optional(),
        }),
      )
      .describe('The open alerts.'),
  }),
  example: {
    input: { device: 'CONTOSO-PC-17' },
    output: {
      alerts: [
        {
          alertId: 30412,
          agentId: 1017,
          device: 'CONTOSO-PC-17',
          title: 'Disk C: is almost full',
          severity: 'warning',
          raisedAt: '2026-11-20T07:55:00Z',
        },
      ],
    },
  },
});
