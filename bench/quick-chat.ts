import { randomUUID } from 'node:crypto';
import type { Message } from '../src/cards/card.ts';
import type { ChatConnection } from '../src/chat/connection.ts';
import type { Ears } from '../src/chat/ears.ts';
import type { MessageRef, Place } from '../src/domain/place.ts';
import type { Roster } from '../src/domain/roster.ts';
import { type Log, noLog } from '../src/lib/log.ts';

const PLATFORM = 'quick';

/** Every customer with a requester and an approver of its own. */
export function rosterOf(customers: number): Roster {
  const ids = Array.from({ length: customers }, (_, index) => `customer-${index}`);
  const person = (id: string, user: string, roles: Roster['people'][number]['roles']) => ({
    id: `${id}-${user}`,
    name: user,
    account: `${user}@${id}.example`,
    identities: [{ platform: PLATFORM, workspace: id, user }],
    roles,
  });
  return {
    customers: ids.map((id) => {
      const here = { platform: PLATFORM, workspace: id };
      return { id, name: id, chats: [here], desk: [{ ...here, channel: 'desk' }], modes: {} };
    }),
    people: ids.flatMap((id) => [person(id, 'ada', {}), person(id, 'sam', { [id]: ['approver'] })]),
  };
}

/** A chat that takes no time, with an approver who approves at once. */
export interface QuickChat {
  connect(ears: Ears): ChatConnection;
  /** The desk tells here when a ticket has ended. */
  readonly log: Log;
  /** One whole job for one of the first so many customers, each in its turn: somebody writes, until the answer stands and everything is written down. */
  job(customers: number): Promise<void>;
  /** How long the desk took to write down what was said, in milliseconds. */
  readonly acknowledged: number[];
}

export function createQuickChat(): QuickChat {
  const threads = new Map<string, string>();
  const waiting = new Map<string, { done: () => void; failed: (error: Error) => void }>();
  const acknowledged: number[] = [];
  let ears: Ears | undefined;
  let turn = 0;

  const accept: Ears['accept'] = async (event) => {
    if (!ears) throw new Error('Nobody listens yet');
    const began = performance.now();
    await ears.accept(event);
    if (event.kind === 'said') acknowledged.push(performance.now() - began);
  };
  const post = (to: Place, message: Message): MessageRef => {
    const ref = { place: to, message: randomUUID() };
    const ticket = /MSP-\d+/.exec(JSON.stringify(message.card))?.[0];
    if (to.thread && ticket) threads.set(ticket, to.thread);
    const approve = message.card?.actions?.find(({ verb }) => verb === 'approve');
    if (approve) {
      const { verb, data } = approve;
      void accept({ ...event('sam', to.workspace), kind: 'pressed', on: ref, verb, data, fields: {} });
    }
    return ref;
  };
  const ended = (ticket: unknown, outcome: unknown) => {
    const thread = threads.get(String(ticket)) ?? '';
    const waits = waiting.get(thread);
    threads.delete(String(ticket));
    waiting.delete(thread);
    if (outcome === 'resolved') waits?.done();
    else waits?.failed(new Error(`${ticket} ended as ${outcome}`));
  };

  return {
    acknowledged,
    connect(listening) {
      ears = listening;
      return {
        platform: {
          name: PLATFORM,
          isInteractive: true,
          post: async (to, message) => post(to, message),
          direct: async ({ workspace }, message) => post({ platform: PLATFORM, workspace, channel: 'alone' }, message),
          async update() {},
          async whisper() {},
          belonging: async () => 'member' as const,
        },
        routes: [],
        async start() {},
        async stop() {},
      };
    },
    log: {
      ...noLog,
      info(name, fields) {
        if (name === 'ticket.ended') ended(fields?.ticket, fields?.outcome);
      },
      error(name, fields) {
        console.error(name, fields);
      },
    },
    async job(customers) {
      turn = (turn + 1) % customers;
      const said = {
        ...event('ada', `customer-${turn}`),
        kind: 'said' as const,
        text: 'I forgot my password, please reset it.',
      };
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      waiting.set(said.id, { done: resolve, failed: reject });
      await accept({ ...said, place: { ...said.place, thread: said.id } });
      await promise;
    },
  };
}

function event(user: string, workspace: string) {
  return {
    id: randomUUID(),
    at: new Date().toISOString(),
    place: { platform: PLATFORM, workspace, channel: 'help' },
    from: { platform: PLATFORM, workspace, user, shownName: user },
  };
}
