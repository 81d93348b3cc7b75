import { z } from 'zod';
import { operation } from '../../operation.ts';
import { vendorError } from '../../vendor-error.ts';
import type { AssistClient } from '../client.ts';
import { allDevices } from '../devices.ts';
import { DeviceId, DeviceName, SessionId, TechnicianLink } from '../fields.ts';
import { UnattendedSession } from '../sessions.ts';
import { VENDOR } from '../vendor.ts';

export const startUnattendedSession = operation({
  title: 'Start unattended session',
  summary: 'Lets a technician work on a device while nobody sits in front of it.',
  risk: 'critical',
  repeatable: false,
  input: z.strictObject({ deviceId: DeviceId, device: DeviceName }),
  output: z.strictObject({ sessionId: SessionId, device: DeviceName, technicianLink: TechnicianLink }),
  example: {
    input: { deviceId: '810000000004017', device: 'CONTOSO-PC-17' },
    output: {
      sessionId: '700100201',
      device: 'CONTOSO-PC-17',
      technicianLink: 'sealed:example-unattended-link',
    },
  },
  async run({ deviceId, device }, client: AssistClient, { signal, secrets }) {
    await assertReachable(client, { deviceId, device }, signal);

    const query = { department_id: client.connection.department };
    const ask = { method: 'POST', path: `/unattended/${deviceId}/connect`, query, repeat: 'once' } as const;
    const { session_id, technician_url } = (await client.request(ask, UnattendedSession, signal)).representation;
    return { sessionId: session_id, device, technicianLink: await secrets.seal('technicianLink', technician_url) };
  },
});

/** Id and name were approved together: an id that stands for another device now is refused. */
async function assertReachable(
  client: AssistClient,
  { deviceId, device }: { deviceId: string; device: string },
  signal: AbortSignal,
): Promise<void> {
  const found = (await allDevices(client, signal)).find((one) => one.deviceId === deviceId);
  if (found?.device.toLowerCase() !== device.toLowerCase())
    throw vendorError(VENDOR, 'Not found', {
      detail: 'device',
      remedy: 'Look the device up by its name again; it has to be in the department that desk.yaml names.',
      definite: true,
    });
  if (!found.online)
    throw vendorError(VENDOR, 'Not accepted', {
      detail: 'the device is offline',
      remedy: 'Ask somebody to switch the device on and connect it to the internet, then try again.',
      definite: true,
    });
}
