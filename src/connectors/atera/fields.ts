import { z } from 'zod';

export const AgentId = z.int().positive().describe('Number of the agent, the program Atera runs on the device.');

export const TicketId = z.int().positive().describe('Id of the Atera ticket.');

export const TicketNumber = z.string().min(1).describe('Number of the ticket as Atera shows it to people.');

export const DeviceName = z
  .string()
  .max(64)
  .regex(/^[^\p{C}]+$/u, 'use a device name such as CONTOSO-PC-17')
  .describe('Name of the device, e.g. CONTOSO-PC-17.');

const Gigabytes = z.number().min(0);
export const FreeDiskGb = Gigabytes.describe('Free space of the system disk in gigabytes.');
export const TotalDiskGb = Gigabytes.describe('Size of the system disk in gigabytes.');

/** What the desk wants to know about a device before it touches it. */
export const Device = z.strictObject({
  agentId: AgentId,
  name: DeviceName,
  online: z.boolean().describe('Whether the device can be reached now.'),
  freeDiskGb: FreeDiskGb.optional(),
  totalDiskGb: TotalDiskGb.optional(),
});
export type Device = z.infer<typeof Device>;

/** Nothing here runs by itself: the vendor's public API starts no scripts, a technician does it from the console page. */
export const WaitingForTechnician = z.strictObject({
  status: z.literal('waiting-for-technician').describe('A technician must run the script; nothing has run yet.'),
  device: DeviceName,
  script: z.string().describe('Name of the script in the Atera library that the technician runs.'),
  ticketId: TicketId.describe('Atera ticket that asks the technician for it.'),
  ticketNumber: TicketNumber,
  consolePage: z.url().describe('Page of the device in the Atera console; opens after signing in.'),
});
