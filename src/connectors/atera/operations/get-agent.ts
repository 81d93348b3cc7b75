import { z } from 'zod';
import { operation } from '../../operation.ts';
import { deviceOf, diskOf, readAgent } from '../agents.ts';
import type { Atera } from '../client.ts';
import { AgentId, Device, FreeDiskGb, TotalDiskGb } from '../fields.ts';

export const getAgent = operation({
  title: 'Look up device',
  summary: 'Reads the present state of one device by the number of its agent.',
  risk: 'read',
  repeatable: true,
  input: z.strictObject({ agentId: AgentId }),
  output: z.strictObject({
    ...Device.shape,
    freeDiskGb: FreeDiskGb,
    totalDiskGb: TotalDiskGb,
    operatingSystem: z.string().describe('Operating system of the device.'),
    lastSeenAt: z.iso.datetime().describe('When the device last reported.').optional(),
  }),
  example: {
    input: { agentId: 1017 },
    output: {
      agentId: 1017,
      name: 'CONTOSO-PC-17',
      online: true,
      freeDiskGb: 31.6, // after a clean-up, as the demo shows it
      totalDiskGb: 237,
      operatingSystem: 'Windows 11 Pro',
      lastSeenAt: '2026-11-20T08:12:00Z',
    },
  },
  async run({ agentId }, client: Atera, { signal }) {
    const agent = await readAgent(agentId, client, signal);
    const { operatingSystem, lastSeenAt } = agent;
    return { ...deviceOf(agent), ...diskOf(agent), operatingSystem, ...(lastSeenAt ? { lastSeenAt } : {}) };
  },
});
