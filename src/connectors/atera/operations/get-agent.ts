import { z } from 'zod';
import { operation } from '../../operation.ts';
import { AgentId, Device } from '../fields.ts';

export const getAgent = operation({
  title: 'Look up device',
  summary: 'Reads the present state of one device by the number of its agent.',
  risk: 'read',
  repeatable: true,
  input: z.strictObject({ agentId: AgentId }),
  output: z.strictObject({
    ...Device.shape,
    operatingSystem: z.string().describe('Operating system of the device.'),
    lastSeenAt: z.iso.datetime().describe('When the device last reported.'),
  }),
  example: {
    input: { agentId: 1017 },
    output: {
      agentId: 1017,
      name: 'CONTOSO-PC-17',
      online: true,
      freeDiskGb: 2.4,
      totalDiskGb: 237,
      operatingSystem: 'Windows 11 Pro',
      lastSeenAt: '2026-11-20T08:12:00Z',
    },
  },
});
