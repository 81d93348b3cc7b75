import { z } from 'zod';
import { operation } from '../../operation.ts';
import { diskOf } from '../agents.ts';
import { askTechnician, findAsked, readTarget } from '../ask-technician.ts';
import type { Atera } from '../client.ts';
import { AgentId, DeviceName, FreeDiskGb, TotalDiskGb, WaitingForTechnician } from '../fields.ts';
import { diskCleanup } from '../scripts.ts';

export const runDiskCleanup = operation({
  title: 'Have the disk cleaned up',
  summary: 'Asks a technician to run the clean-up script on one device, and notes how much space was free before.',
  risk: 'change',
  // Every call opens a ticket, and that a ticket is not found in Atera proves nothing.
  repeatable: false,
  input: z.strictObject({ agentId: AgentId, device: DeviceName }),
  output: z.strictObject({
    ...WaitingForTechnician.shape,
    freeDiskGbBefore: FreeDiskGb.describe('Free space in gigabytes before the clean-up.'),
    totalDiskGb: TotalDiskGb,
  }),
  example: {
    input: { agentId: 1017, device: 'CONTOSO-PC-17' },
    output: {
      status: 'waiting-for-technician',
      device: 'CONTOSO-PC-17',
      script: 'clean-up-disk',
      ticketId: 5205,
      ticketNumber: '1205',
      consolePage: 'https://atera.example/devices/1017',
      freeDiskGbBefore: 2.4,
      totalDiskGb: 237,
    },
  },
  async run(target, client: Atera, call) {
    const agent = await readTarget(target, client, call.signal);
    const { freeDiskGb, totalDiskGb } = diskOf(agent);
    return { ...(await askTechnician(agent, diskCleanup, client, call)), freeDiskGbBefore: freeDiskGb, totalDiskGb };
  },
  // Free space is read again here: a technician may have been quick, and then somebody has to say that it was done.
  async find(target, client: Atera, call) {
    const agent = await readTarget(target, client, call.signal);
    const { freeDiskGb, totalDiskGb } = diskOf(agent);
    return { ...(await findAsked(agent, diskCleanup, client, call)), freeDiskGbBefore: freeDiskGb, totalDiskGb };
  },
});
