import { z } from 'zod';
import { operation } from '../../operation.ts';
import { Alert, openAlerts } from '../alerts.ts';
import type { Atera } from '../client.ts';
import { DeviceName } from '../fields.ts';

export const listAlerts = operation({
  title: 'List alerts',
  summary: "Lists the open alerts of the customer's devices, newest first.",
  risk: 'read',
  repeatable: true,
  input: z.strictObject({ device: DeviceName.describe('Only alerts of this device.').optional() }),
  output: z.strictObject({ alerts: z.array(Alert).describe('The open alerts.') }),
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
  async run({ device }, client: Atera, { signal }) {
    const alerts: Alert[] = [];
    for await (const alert of openAlerts(client, signal))
      if (!device || alert.device?.toLowerCase() === device.toLowerCase()) alerts.push(alert);
    return { alerts: alerts.sort((one, other) => other.raisedAt.localeCompare(one.raisedAt)) };
  },
});
