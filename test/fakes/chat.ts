import { type EventEmitter, once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { ChatConnection, ChatMemory } from '../../src/chat/connection.ts';
import type { Ears } from '../../src/chat/ears.ts';
import type { Identity } from '../../src/domain/person.ts';
import type { Place } from '../../src/domain/place.ts';

/** The cast of every story. Otto works at Contoso too, but has no role; Eve is from another workspace or tenant. */
export type Actor = 'ada' | 'sam' | 'kim' | 'tess' | 'otto' | 'eve';

/** A message as one of the actors sees it now. */
export interface Shown {
  readonly id: string;
  /** `only-you` is what nobody else in the channel sees. */
  readonly where: 'channel' | 'direct' | 'only-you';
  /** Who sees it, when it isn't for the whole channel. */
  readonly to: Actor | undefined;
  /** Everything that can be read on it: text and card, one line an element. */
  readonly text: string;
  /** The titles of its buttons, in order. */
  readonly buttons: readonly string[];
  readonly edited: boolean;
}

/** A press that no card of ours has: what its button carries, what was typed, and where its presser is at home. */
interface Forged {
  readonly verb: string;
  readonly data: Readonly<Record<string, string>>;
  readonly fields?: Readonly<Record<string, string>>;
  /** The same user id, of another workspace or tenant. */
  readonly home?: 'elsewhere';
}

/** What `npm start` runs. */
export const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** How to run the whole bot as a process of its own that talks on a chat. */
interface BotProcess {
  /** The program, and its arguments. */
  readonly program: readonly string[];
  readonly settings: Readonly<Record<string, string>>;
  /** For a chat that happens on the bot's own input and output: here they are, once for every life of the bot. */
  attach?(streams: { readonly stdin: Writable; readonly stdout: Readable }): void;
}

/** One chat as people use it: a real server or a real console on the other side of the bot, with its limits. */
export interface TestChat {
  readonly name: 'slack' | 'teams' | 'terminal';
  /** Emits `changed` whenever anything that somebody can see has changed. */
  readonly changes: EventEmitter;
  /** The help channel, where requesters write. */
  readonly channel: Place;
  identity(who: Actor): Identity;
  /** Where there are guests and bots: this is what the chat says of an actor from now on. A console has neither. */
  becomes?(who: Actor, what: 'member' | 'guest' | 'bot'): void;
  /** The bot's own connection, made from the product's code and pointed at this chat. */
  connect(parts: { readonly ears: Ears; readonly memory: ChatMemory }): ChatConnection;
  /** The same for a bot that is a process of its own. */
  process(): BotProcess;
  /** Tells the chat where the bot's HTTP server listens. */
  deliverTo(origin: string): void;
  /** Writes in the help channel, addressing the bot as one does there. */
  says(who: Actor, text: string): Promise<void>;
  /** Writes to the bot alone. */
  whispersToBot(who: Actor, text: string): Promise<void>;
  /** `/msp …` as one does there. */
  commands(who: Actor, text: string): Promise<void>;
  /** Presses a button with what was typed on the card; resolves when the platform has an answer. */
  presses(who: Actor, button: string, on: Shown, fields?: Readonly<Record<string, string>>): Promise<void>;
  /** Presses a button that was made by hand, on a message that is there; resolves when the platform has an answer. */
  forges(who: Actor, on: Shown, forged: Forged): Promise<void>;
  /** Delivers the last thing that was delivered once more, as platforms do when they are in doubt. */
  deliversAgain(): Promise<void>;
  /** All that this actor can see now, oldest first. */
  seenBy(who: Actor): Promise<readonly Shown[]>;
  stop(): Promise<void>;
}

/** The newest message this actor can see that fits; waits until there is one. */
export async function sees(
  chat: TestChat,
  who: Actor,
  fits: string | RegExp | ((shown: Shown) => boolean),
  withinMs = 30_000,
): Promise<Shown> {
  const matches =
    typeof fits === 'function'
      ? fits
      : (shown: Shown) => (typeof fits === 'string' ? shown.text.includes(fits) : fits.test(shown.text));
  const deadline = AbortSignal.timeout(withinMs);
  for (;;) {
    const change = once(chat.changes, 'changed', { signal: deadline }).catch(() => undefined);
    const shown = (await chat.seenBy(who)).findLast(matches);
    if (shown) return shown;
    await change;
    if (deadline.aborted)
      throw new Error(`${who} never saw ${String(fits)} on ${chat.name}. Last seen:\n${await last(chat, who)}`);
  }
}

async function last(chat: TestChat, who: Actor): Promise<string> {
  return (await chat.seenBy(who))
    .slice(-5)
    .map(({ text }) => `- ${text}`)
    .join('\n');
}
