import { z } from 'zod';
import { operation } from '../../operation.ts';
import { AgentRecord, deviceOf, isOwn } from '../agents.ts';
import type { Atera } from '../client.ts';
import { Device } from '../fields.ts';
import { pageOf } from '../pages.ts';

export const listAgents = operation({
  title: 'List devices',
  summary: "Lists the customer's devices, fifty a page.",
  risk: 'read',
  repeatable: true,
  input: z.strictObject({ page: z.int().positive().default(1).describe('Page of the list, from 1.') }),
  output: z.strictObject({
    agents: z.array(Device).describe('The devices of this page.'),
    page: z.int().positive().describe('Page of the list, from 1.'),
    more: z.boolean().describe('Whether there is another page.'),
  }),
  example: {
    input: { page: 1 },
    output: {
      agents: [
        { agentId: 1017, name: 'CONTOSO-PC-17', online: true, freeDiskGb: 2.4, totalDiskGb: 237 },
        { agentId: 1018, name: 'CONTOSO-PC-18', online: false, freeDiskGb: 120.5, totalDiskGb: 475 },
      ],
      page: 1,
      more: false,
    },
  },
  async run({ page }, client: Atera, { signal }) {
    const list = { path: `/agents/customer/${client.connection.customer}`, item: AgentRecord };
    const { items, more } = await pageOf(list, page, client, signal);
    const own = new Map(items.filter((agent) => isOwn(agent, client)).map((agent) => [agent.agentId, agent]));
    return { agents: [...own.values()].map(deviceOf), page, more };
  },
});
