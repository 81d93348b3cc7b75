import { z } from 'zod';
import type { Atera } from './client.ts';
import type { Device } from './fields.ts';
import { everyItem } from './pages.ts';
import { notFound, refusal } from './refusals.ts';
import { Time } from './time.ts';

const Text = z.string().nullish();

/** Sizes are in mebibytes: a disk of 512 GB says 487,058. */
const Disk = z.object({ Drive: Text, Free: z.number().nullish(), Total: z.number().nullish() });

/** An agent as Atera tells it; `OSType` is no operating system there but says workstation or server. */
export const AgentRecord = z
  .object({
    AgentID: z.int().positive(),
    CustomerID: z.int().nullish(),
    MachineName: Text,
    AgentName: Text,
    Online: z.boolean().nullish(),
    LastSeen: Time,
    OS: Text,
    SystemDrive: Text,
    AppViewUrl: Text,
    LastLoginUser: Text,
    HardwareDisks: z.array(Disk).nullish(),
  })
  .transform((agent) => ({
    agentId: agent.AgentID,
    customer: agent.CustomerID,
    name: printable(agent.MachineName || agent.AgentName || `Agent ${agent.AgentID}`).slice(0, 64),
    online: agent.Online ?? false,
    ...systemDisk(agent.HardwareDisks ?? [], agent.SystemDrive ?? 'C:'),
    operatingSystem: printable(agent.OS || 'unknown'),
    ...(agent.LastSeen ? { lastSeenAt: agent.LastSeen } : {}),
    page: consolePage(agent.AppViewUrl),
    lastUser: printable(agent.LastLoginUser ?? ''),
  }));
export type AgentRecord = z.infer<typeof AgentRecord>;

/** Reads an agent of the customer; another customer's is not found. */
export async function readAgent(agentId: number, client: Atera, signal: AbortSignal): Promise<AgentRecord> {
  const agent = await client.read(`/agents/${agentId}`, AgentRecord, signal);
  if (agent.agentId !== agentId || !isOwn(agent, client)) throw notFound();
  return agent;
}

/** The customer's devices with this name. Names repeat between customers, and Atera looks in all of them. */
export async function* agentsNamed(device: string, client: Atera, signal: AbortSignal): AsyncGenerator<AgentRecord> {
  if (/^\.+$/.test(device)) return; // as part of an address it would mean another address
  const list = { path: `/agents/machine/${encodeURIComponent(device)}`, item: AgentRecord };
  for await (const agent of everyItem(list, ({ agentId }) => agentId, client, signal))
    if (isOwn(agent, client) && agent.name.toLowerCase() === device.toLowerCase()) yield agent;
}

export function isOwn(agent: AgentRecord, { connection }: Atera): boolean {
  return agent.customer === connection.customer;
}

export function deviceOf({ agentId, name, online, freeDiskGb, totalDiskGb }: AgentRecord): Device {
  const disk = freeDiskGb !== undefined && totalDiskGb !== undefined ? { freeDiskGb, totalDiskGb } : {};
  return { agentId, name, online, ...disk };
}

/** How full the system disk was when the agent last reported it. */
export function diskOf({ name, freeDiskGb, totalDiskGb }: AgentRecord): { freeDiskGb: number; totalDiskGb: number } {
  if (freeDiskGb !== undefined && totalDiskGb !== undefined) return { freeDiskGb, totalDiskGb };
  throw refusal(
    'Not found',
    `Atera has no reading of the system disk of ${name}`,
    'Open the device in Atera and see whether its agent reports; a technician looks at the disk meanwhile.',
  );
}

function systemDisk(disks: readonly z.infer<typeof Disk>[], systemDrive: string) {
  const named = (drive: string) =>
    disks.find(({ Drive }) => Drive?.replace(/:?\\?$/, '') === drive.replace(/:?\\?$/, ''));
  const { Free, Total } = named(systemDrive) ?? named('/') ?? {};
  return typeof Free === 'number' && typeof Total === 'number' && Total > 0 && Free >= 0
    ? { freeDiskGb: inGigabytes(Free), totalDiskGb: inGigabytes(Total) }
    : {};
}

function inGigabytes(mebibytes: number): number {
  return Math.round((mebibytes / 1024) * 10) / 10;
}

function printable(text: string): string {
  return text.replace(/\p{C}+/gu, '').trim();
}

const DEVICES = 'https://app.atera.com/new/devices';

/** Only a page of Atera's own is passed on, because somebody will click it; otherwise the list of all devices. */
function consolePage(address: string | null | undefined): string {
  const url = URL.parse(address ?? '');
  const isTheirs = url?.protocol === 'https:' && /(^|\.)atera\.com$/.test(url.hostname) && !url.username;
  return url && isTheirs ? url.href : DEVICES;
}
