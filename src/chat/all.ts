import type { Readable, Writable } from 'node:stream';
import type { Config } from '../config.ts';
import type { Person } from '../domain/person.ts';
import type { Log } from '../lib/log.ts';
import { isLoopback } from '../lib/loopback.ts';
import type { ChatConnection, ChatMemory } from './connection.ts';
import type { Ears } from './ears.ts';

/** The console, if there is one to chat on. */
export interface Console {
  readonly input: Readable;
  readonly output: Writable;
  readonly color: boolean;
  /** What whoever sits there is told first. */
  readonly welcome: readonly string[];
  /** Called when they have left. */
  readonly onEnd: () => void;
}

export interface ChatSetup {
  readonly config: Config;
  readonly console: Console | undefined;
  readonly ears: Ears;
  readonly memory: ChatMemory;
  readonly people: () => Promise<readonly Person[]>;
  readonly log: Log;
}

/** Connects a chat if it is configured. What it needs is loaded only then. */
type Connect = (setup: ChatSetup) => Promise<ChatConnection | undefined>;

/** Every chat the desk can talk on. */
const chats: readonly Connect[] = [
  async ({ config: { slack }, ears, log }) =>
    slack && (await import('./slack/connect.ts')).createSlack({ settings: slack, ears, log }),

  async ({ config: { teams, http }, ears, memory, log }) =>
    teams &&
    (await import('./teams/connect.ts')).createTeams({
      settings: teams,
      ears,
      memory,
      log,
      loopback: isLoopback(http.host),
    }),

  async ({ console, ears, memory, people, log }) =>
    console && (await import('./terminal/connect.ts')).createTerminal({ ...console, ears, memory, people, log }),
];

export async function connectChats(setup: ChatSetup): Promise<ChatConnection[]> {
  const connected = await Promise.all(chats.map((connect) => connect(setup)));
  return connected.filter((connection) => connection !== undefined);
}
