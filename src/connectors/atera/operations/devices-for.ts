import { z } from 'zod';
import { operation } from '../../operation.ts';
import { AgentRecord, deviceOf, isOwn } from '../agents.ts';
import type { Atera } from '../client.ts';
import { Device } from '../fields.ts';
import { everyItem } from '../pages.ts';

const MOST = 25;

export const devicesFor = operation({
  title: 'List devices for a person',
  summary: "Lists up to 25 of the customer's devices: first those where this person signed in last, then by name.",
  risk: 'read',
  repeatable: true,
  input: z.strictObject({
    user: z.string().min(1).max(320).optional().describe('Sign-in name of the person whose devices come first.'),
  }),
  output: z.strictObject({
    devices: z
      .array(Device.extend({ own: z.boolean().describe('Whether this person was the last to sign in there.') }))
      .describe('The devices, the likeliest first.'),
  }),
  example: {
    input: { user: 'ada@contoso.com' },
    output: {
      devices: [
        { agentId: 1017, name: 'CONTOSO-PC-17', online: true, freeDiskGb: 2.4, totalDiskGb: 237, own: true },
        { agentId: 1018, name: 'CONTOSO-PC-18', online: false, freeDiskGb: 120.5, totalDiskGb: 475, own: false },
      ],
    },
  },
  async run({ user }, client: Atera, { signal }) {
    const list = { path: `/agents/customer/${client.connection.customer}`, item: AgentRecord };
    const found = [];
    for await (const agent of everyItem(list, ({ agentId }) => agentId, client, signal))
      if (isOwn(agent, client)) found.push({ ...deviceOf(agent), own: isLastUser(user, agent.lastUser) });
    found.sort((a, b) => Number(b.own) - Number(a.own) || a.name.localeCompare(b.name, 'en'));
    return { devices: found.slice(0, MOST) };
  },
});

/** Atera writes `CONTOSO\ada`, `ada` or the whole sign-in name, as the device happens to know it. */
function isLastUser(user: string | undefined, last: string): boolean {
  if (!user || !last) return false;
  const [name = ''] = user.toLowerCase().split('@');
  const seen = last.toLowerCase().split('\\').at(-1) ?? '';
  return seen === user.toLowerCase() || (!seen.includes('@') && seen === name);
}
