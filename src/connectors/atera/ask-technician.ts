import type { z } from 'zod';
import type { Call } from '../operation.ts';
import { type AgentRecord, readAgent } from './agents.ts';
import type { Atera } from './client.ts';
import { ownContact } from './contact.ts';
import type { WaitingForTechnician } from './fields.ts';
import { findTicket, openTicket } from './open-ticket.ts';
import { refusal } from './refusals.ts';
import type { LibraryScript } from './scripts.ts';

type Waiting = z.infer<typeof WaitingForTechnician>;

interface Target {
  readonly agentId: number;
  readonly device: string;
}

/** Reads the device that was approved; refuses when the number means another one by now. */
export async function readTarget({ agentId, device }: Target, client: Atera, signal: AbortSignal) {
  const agent = await readAgent(agentId, client, signal);
  if (agent.name.toLowerCase() === device.toLowerCase()) return agent;
  throw refusal(
    'Not accepted',
    'the device has another name now than the one that was approved',
    'Look at the device in Atera and ask again with the name it has now.',
  );
}

/** Asks a technician, with a ticket that says all there is to do. */
export async function askTechnician(
  agent: AgentRecord,
  script: LibraryScript,
  client: Atera,
  call: Call,
): Promise<Waiting> {
  if (!agent.online)
    throw refusal(
      'Not accepted',
      `${agent.name} can't be reached now`,
      'Ask again when the device is switched on and connected.',
    );
  const contact = await ownContact(client, call.signal);
  const title = `Run ${script.name} on ${agent.name}`;
  const description = taskInWords(agent, script, client.now());
  const ticket = await openTicket({ contact, title, description, type: 'Request', priority: 'high' }, client, call);
  return waiting(agent, script, ticket);
}

/** What a technician was asked by this call, if its ticket is found. */
export async function findAsked(
  agent: AgentRecord,
  script: LibraryScript,
  client: Atera,
  call: Call,
): Promise<Waiting> {
  return waiting(agent, script, await findTicket(client, call));
}

function waiting(
  { name, page }: AgentRecord,
  script: LibraryScript,
  ticket: Pick<Waiting, 'ticketId' | 'ticketNumber'>,
): Waiting {
  return { status: 'waiting-for-technician', device: name, script: script.name, ...ticket, consolePage: page };
}

/** Written for somebody who is woken by it and knows nothing else. */
function taskInWords(agent: AgentRecord, { name, purpose, values }: LibraryScript, now: Date): string {
  const variables = Object.entries(values).map(([variable, value]) => `   ${variable} = ${value}`);
  const { freeDiskGb, totalDiskGb } = agent;
  return [
    `A technician has to run one script. It was asked for through the desk, which can't start scripts in Atera.`,
    '',
    `1. Open the device: ${agent.page}`,
    `   It must be ${agent.name} (agent ${agent.agentId}).`,
    `2. Run the script "${name}" from the script library. ${purpose}`,
    ...(variables.length > 0 ? ['   Set its variables to exactly this:', ...variables] : ['   It has no variables.']),
    `3. Say in the desk's chat that it was run, or why not, and resolve this ticket.`,
    '',
    `Run nothing else for this ticket. If the script is missing or fails, leave the device as it is and say so in the chat.`,
    '',
    `${agent.name} at ${now.toISOString().slice(0, 16).replace('T', ' ')} UTC: online, ${agent.operatingSystem}.`,
    ...(freeDiskGb === undefined ? [] : [`Free on the system disk: ${freeDiskGb} of ${totalDiskGb} GB.`]),
  ].join('\n');
}
