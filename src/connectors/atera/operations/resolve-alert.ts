import { z } from 'zod';
import { operation } from '../../operation.ts';
import { AlertId, readAlert } from '../alerts.ts';
import type { Atera } from '../client.ts';

export const resolveAlert = operation({
  title: 'Resolve alert',
  summary: 'Sets an alert to resolved.',
  risk: 'routine',
  repeatable: true,
  input: z.strictObject({ alertId: AlertId }),
  output: z.strictObject({ alertId: AlertId }),
  example: { input: { alertId: 30412 }, output: { alertId: 30412 } },
  async run({ alertId }, client: Atera, { signal }) {
    await readAlert(alertId, client, signal);
    await client.set(`/alerts/${alertId}`, undefined, z.unknown(), signal);
    return { alertId };
  },
});
