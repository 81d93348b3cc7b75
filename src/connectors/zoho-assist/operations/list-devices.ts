import { z } from 'zod';
import { operation } from '../../operation.ts';
import type { AssistClient } from '../client.ts';
import { allDevices } from '../devices.ts';
import { DeviceId, DeviceName } from '../fields.ts';

export const listDevices = operation({
  title: 'List remote devices',
  summary: "Lists the customer's devices that a technician can reach without anybody in front of them.",
  risk: 'read',
  repeatable: true,
  input: z.strictObject({ device: DeviceName.describe('Only the device with this name.').optional() }),
  output: z.strictObject({
    devices: z
      .array(
        z.strictObject({
          deviceId: DeviceId,
          device: DeviceName,
          online: z.boolean().describe('Whether the device can be reached now.'),
        }),
      )
      .describe('The devices, by name.'),
  }),
  example: {
    input: { device: 'CONTOSO-PC-17' },
    output: { devices: [{ deviceId: '810000000004017', device: 'CONTOSO-PC-17', online: true }] },
  },
  async run({ device }, client: AssistClient, { signal }) {
    const devices = await allDevices(client, signal);
    return { devices: devices.filter((found) => device === undefined || isNamed(found.device, device)) };
  },
});

function isNamed(name: string, wanted: string): boolean {
  return name.toLowerCase() === wanted.toLowerCase();
}
