import { z } from 'zod';
import { operation } from '../../operation.ts';
import { Device, DeviceName } from '../fields.ts';

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
});
