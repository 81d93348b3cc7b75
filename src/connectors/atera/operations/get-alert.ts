import { z } from 'zod';
import { operation } from '../../operation.ts';
import { Alert, AlertId, readAlert } from '../alerts.ts';
import type { Atera } from '../client.ts';

export const getAlert = operation({
  title: 'Read alert',
  summary: "Reads one alert of the customer's devices.",
  risk: 'read',
  repeatable: true,
  input: z.strictObject({ alertId: AlertId }),
  output: Alert,
  example: {
    input: { alertId: 30412 },
    output: {
      alertId: 30412,
      agentId: 1017,
      device: 'CONTOSO-PC-17',
      title: 'Disk C: is almost full',
      message: '2.4 GB of 237 GB are free.',
      severity: 'warning',
      raisedAt: '2026-11-20T07:55:00Z',
    },
  },
  run({ alertId }, client: Atera, { signal }) {
    return readAlert(alertId, client, signal);
  },
});
