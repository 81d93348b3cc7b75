import { EventEmitter, once } from 'node:events';
import type { ChatMemory } from '../../src/chat/connection.ts';
import type { Ears } from '../../src/chat/ears.ts';
import type { ChatEvent, Pressed, Said } from '../../src/chat/event.ts';

/** A desk that writes down what it hears and does nothing about it. Repeats are kept, so that they can be compared. */
export interface WritingEars extends Ears {
  readonly heard: readonly ChatEvent[];
  /** The first `count` things that were said; waits for them. */
  said(count: number): Promise<readonly Said[]>;
  /** The first `count` presses; waits for them. */
  pressed(count: number): Promise<readonly Pressed[]>;
  /** The next event is not written down: the ink is out. */
  failOnce(): void;
}

export function createWritingEars(withinMs = 10_000): WritingEars {
  const heard: ChatEvent[] = [];
  const pen = new EventEmitter();
  let failing = false;

  const write = (event: ChatEvent) => {
    if (failing) {
      failing = false;
      throw new Error('The page is full');
    }
    heard.push(event);
    pen.emit('wrote');
  };

  const waitFor = async <E extends ChatEvent>(fits: (event: ChatEvent) => event is E, count: number) => {
    const deadline = AbortSignal.timeout(withinMs);
    for (;;) {
      const wrote = once(pen, 'wrote', { signal: deadline }).catch(() => undefined);
      const found = heard.filter(fits);
      if (found.length >= count) return found.slice(0, count);
      await wrote;
      if (deadline.aborted) throw new Error(`Heard only ${found.length} of ${count}: ${JSON.stringify(heard)}`);
    }
  };

  return {
    heard,
    said: (count) => waitFor((event) => event.kind === 'said', count),
    pressed: (count) => waitFor((event) => event.kind === 'pressed', count),
    failOnce() {
      failing = true;
    },
    async accept(event) {
      write(event);
    },
    async answer(event) {
      write(event);
      return { tone: 'done', text: 'Written down.' };
    },
  };
}

/** Remembers until the test ends. Keeps what JSON keeps, as the real one does. */
export function createMemory(): ChatMemory {
  const kept = new Map<string, string>();
  return {
    async get(key) {
      const value = kept.get(key);
      return value === undefined ? undefined : JSON.parse(value);
    },
    async put(key, value) {
      kept.set(key, JSON.stringify(value));
    },
  };
}
