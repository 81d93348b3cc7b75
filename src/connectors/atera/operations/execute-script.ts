import { z } from 'zod';
import { operation } from '../../operation.ts';
import { askTechnician, findAsked, readTarget } from '../ask-technician.ts';
import type { Atera } from '../client.ts';
import { AgentId, DeviceName, WaitingForTechnician } from '../fields.ts';
import { ScriptCall } from '../script-call.ts';
import { libraryScript } from '../scripts.ts';

export const executeScript = operation({
  title: 'Have a script run on a device',
  summary: 'Asks a technician to run a script of the library on one device, with a ticket and the page to do it from.',
  risk: 'critical',
  repeatable: false,
  input: z.strictObject({ agentId: AgentId, device: DeviceName, script: ScriptCall }),
  output: WaitingForTechnician,
  example: {
    input: { agentId: 1017, device: 'CONTOSO-PC-17', script: { id: 'restart-service', service: 'print-spooler' } },
    output: {
      status: 'waiting-for-technician',
      device: 'CONTOSO-PC-17',
      script: 'restart-service',
      ticketId: 5204,
      ticketNumber: '1204',
      consolePage: 'https://atera.example/devices/1017',
    },
  },
  async run({ script, ...target }, client: Atera, call) {
    const agent = await readTarget(target, client, call.signal);
    return askTechnician(agent, libraryScript(script), client, call);
  },
  async find({ script, ...target }, client: Atera, call) {
    const agent = await readTarget(target, client, call.signal);
    return findAsked(agent, libraryScript(script), client, call);
  },
});
