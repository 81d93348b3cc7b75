import { z } from 'zod';
import { operation } from '../../operation.ts';
import { AgentId, Device, DeviceName, WaitingForTechnician } from '../fields.ts';

export const runDiskCleanup = operation({
  title: 'Have the disk cleaned up',
  summary: 'Asks a technician to run the clean-up script on one device, and notes how much space was free before.',
  risk: 'change',
  // Every call opens a ticket, and a ticket in Atera can't be found again by anything of ours.
  repeatable: false,
  input: z.strictObject({ agentId: AgentId, device: DeviceName }),
  output: z.strictObject({
    ...WaitingForTechnician.shape,
    freeDiskGbBefore: Device.shape.freeDiskGb.describe('Free space in gigabytes before the clean-up.'),
    totalDiskGb: Device.shape.totalDiskGb,
  }),
  example: {
    input: { agentId: 1017, device: 'CONTOSO-PC-17' },
    output: {
      status: 'waiting-for-technician',
      device: 'CONTOSO-PC-17',
      script: 'clean-up-disk',
      ticketId: 5205,
      consolePage: 'https://atera.example/devices/1017',
      freeDiskGbBefore: 2.4,
      totalDiskGb: 237,
    },
  },
});
