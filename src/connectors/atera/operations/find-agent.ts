import { z } from 'zod';
import { operation } from '../../operation.ts';
import { type AgentRecord, agentsNamed, deviceOf } from '../agents.ts';
import type { Atera } from '../client.ts';
import { Device, DeviceName } from '../fields.ts';
import { refusal } from '../refusals.ts';

export const findAgent = operation({
  title: 'Find device',
  summary: 'Finds the one device of the customer that has this name; refuses when it finds none or several.',
  risk: 'read',
  repeatable: true,
  input: z.strictObject({ device: DeviceName }),
  output: Device,
  example: {
    input: { device: 'CONTOSO-PC-17' },
    output: { agentId: 1017, name: 'CONTOSO-PC-17', online: true, freeDiskGb: 2.4, totalDiskGb: 237 },
  },
  async run({ device }, client: Atera, { signal }) {
    const found: AgentRecord[] = [];
    for await (const agent of agentsNamed(device, client, signal)) found.push(agent);
    const [only, another] = found;
    if (!only)
      throw refusal(
        'Not found',
        'this customer has no device with that name',
        'Look up the name of the device in Atera; on the device itself, Settings, System, About shows it.',
      );
    if (another)
      throw refusal(
        'More than one found',
        'this customer has several devices with that name',
        'A technician takes this device up in Atera; renaming one of them, or removing an old agent, helps for next time.',
      );
    return deviceOf(only);
  },
});
