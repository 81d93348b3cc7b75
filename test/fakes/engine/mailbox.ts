import { type Duration, inMilliseconds } from '../../../src/lib/duration.ts';

/** What a run was told, by topic. The first message of a topic counts, and it is taken once. */
export interface Mailbox {
  put(topic: string, message: string): void;
  /** Waits for a message; `null` when none came in time. Whoever has stopped takes none. */
  take(topic: string, within: Duration, stopped: AbortSignal): Promise<unknown>;
}

export function createMailbox(): Mailbox {
  const messages = new Map<string, string>();
  const taken = new Set<string>();
  const listeners = new Set<() => void>();
  return {
    put(topic, message) {
      if (!messages.has(topic)) messages.set(topic, message);
      for (const look of [...listeners]) look();
    },
    take: (topic, within, stopped) =>
      new Promise((resolve) => {
        const look = () => {
          const found = messages.get(topic);
          if (stopped.aborted || found === undefined || taken.has(topic)) return;
          taken.add(topic);
          finish(JSON.parse(found));
        };
        const finish = (value: unknown) => {
          clearTimeout(expiry);
          listeners.delete(look);
          resolve(value);
        };
        const expiry = setTimeout(() => finish(null), inMilliseconds(within));
        expiry.unref();
        listeners.add(look);
        look();
      }),
  };
}
