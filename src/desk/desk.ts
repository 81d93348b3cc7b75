import type { Message } from '../cards/card.ts';
import { noticeMessage } from '../cards/notice.ts';
import type { Ears } from '../chat/ears.ts';
import { ChatEvent, keyOf, type Pressed } from '../chat/event.ts';
import { cleaned } from '../lib/cleaned.ts';
import { retrying } from '../lib/retry.ts';
import { createUnderWay } from '../lib/under-way.ts';
import { isOutage, throughOutages } from '../store/outage.ts';
import { apologise } from './apologise.ts';
import { whisper } from './audience.ts';
import { hear } from './hear.ts';
import type { DeskParts } from './parts.ts';
import { press } from './press.ts';

const PATIENCE = { attempts: 3, wait: '1s' } as const;
/** Platforms wait three seconds at least; a connection that broke while nobody used it is replaced in less than one. */
const WHILE_THEY_WAIT = { attempts: 4, wait: '100ms' } as const;

/** The desk as the chats hear it, with its beginning and its end. */
export interface Desk extends Ears {
  /** Deals with what an earlier life had accepted: our own, or that of a replica that is dead. */
  resume(replica?: string): Promise<void>;
  /** Returns when nothing is being dealt with. */
  settled(): Promise<void>;
  /** Like `settled`, but leaves to the next life what the database's absence holds up. */
  stop(): Promise<void>;
}

/** Writes everything down before anything is done about it. */
export function createDesk(parts: DeskParts): Desk {
  const { inbox, log } = parts;
  const underWay = createUnderWay();
  const atWork = new Set<string>();
  const stopping = new AbortController();

  const remember = async <E extends ChatEvent>(event: E) => {
    const written = cleaned(event);
    const remembered = await retrying(() => inbox.remember(keyOf(written), written), WHILE_THEY_WAIT, isOutage);
    return { ...remembered, event: written };
  };
  /** A repeat of what we are at is dropped; one of what was written down without our knowing it is not. */
  const begin = (event: ChatEvent) => {
    const key = keyOf(event);
    if (atWork.has(key)) return;
    atWork.add(key);
    underWay.add(dealWith(event).finally(() => atWork.delete(key)));
  };
  const dealWith = async (event: ChatEvent) => {
    try {
      await throughOutages(() => finish(event), stopping.signal);
    } catch (error) {
      if (stopping.signal.aborted && isOutage(error)) return;
      log.error('inbox.set-aside', { event: keyOf(event), cause: error });
      await inbox.setAside(keyOf(event)).catch(() => {});
      await apologise(event, parts);
    }
  };
  const finish = async (event: ChatEvent) => {
    await retrying(
      () => handle(event),
      PATIENCE,
      (error) => !isOutage(error),
    );
    await inbox.done(keyOf(event));
  };
  const handle = async (event: ChatEvent) => {
    if (event.kind === 'said') return hear(event, parts);
    const answer = await press(event, parts);
    const aside = answer.aside ?? (answer.tone === 'refused' ? noticeMessage(answer.text) : undefined);
    if (aside) await whisper(event.place, event.from, aside, parts);
  };

  const sayAside = ({ place, from }: Pressed, message: Message) =>
    whisper(place, from, message, parts).catch((cause) => log.warn('chat.unreachable', { cause }));

  return {
    async accept(event) {
      const { isOurs, event: written } = await remember(event);
      if (isOurs) begin(written);
    },
    async answer(event) {
      const { event: written } = await remember(event);
      const answer = await press(written, parts);
      await inbox.done(keyOf(written));
      // A card in the answer is shown already; a refusal is answered with words alone.
      if (answer.tone === 'refused' && answer.aside) underWay.add(sayAside(written, answer.aside));
      return answer;
    },
    async resume(replica) {
      for (const event of await inbox.unfinished(replica)) begin(ChatEvent.parse(event));
    },
    settled: underWay.settled,
    async stop() {
      stopping.abort();
      await underWay.settled();
    },
  };
}
