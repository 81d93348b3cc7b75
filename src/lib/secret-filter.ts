import { inMilliseconds } from './duration.ts';
import { createNeedles } from './needles.ts';
import { formsOf, SHORTEST_SECRET } from './secret-forms.ts';

/** What stands in a secret's place. */
export const WITHHELD = '[secret withheld]';

/** As long as the vault keeps one that nobody came for. What was handed over may still be good then, and is a week old. */
const USUALLY_LIVE_FOR = inMilliseconds('8d');
/** More than any desk has; beyond that the oldest is forgotten first. */
const MOST_LIVE = 20_000;
const LOOK_EVERY_MS = inMilliseconds('1m');

/** What leaves by one sink. `but` are secrets that this very thing is there to bring. */
export interface Sieve {
  clean(text: string, but?: readonly string[]): string;
  /** The same data without live secrets; an error is cleaned where it is, so that it stays what it is. */
  cleanDeep<T>(value: T, but?: readonly string[]): T;
}

/** Knows the live secrets, and keeps them from every sink. */
export interface SecretFilter {
  /** Something that must not leave, and how long it lives. A short one can't be told from other words. */
  known(secret: string, forMs?: number): void;
  at(sink: string): Sieve;
}

interface Parts {
  /** A secret was about to leave there. */
  readonly withheld: (sink: string) => void;
  readonly now?: () => number;
}

/** One filter for all sinks: docs/decisions/0028. */
export function createSecretFilter({ withheld, now = Date.now }: Parts): SecretFilter {
  const live = new Map<string, number>();
  const needles = createNeedles();
  let nextLook = now() + LOOK_EVERY_MS;

  const forget = (secret: string) => {
    live.delete(secret);
    needles.remove(formsOf(secret), secret);
  };
  /** Those without an end stay; of the others, the one that was heard of first goes first. */
  const makeRoom = () => {
    if (now() >= nextLook) {
      nextLook = now() + LOOK_EVERY_MS;
      for (const [secret, until] of live) if (until <= now()) forget(secret);
    }
    if (live.size < MOST_LIVE) return;
    for (const [secret, until] of live) if (until !== Number.POSITIVE_INFINITY) return forget(secret);
  };

  return {
    known(value, forMs = USUALLY_LIVE_FOR) {
      const secret = value.trim();
      if (secret.length < SHORTEST_SECRET) return;
      const until = Math.max(live.get(secret) ?? 0, now() + forMs);
      if (live.delete(secret)) return void live.set(secret, until);
      makeRoom();
      live.set(secret, until);
      needles.add(formsOf(secret), secret);
    },

    at(sink) {
      const cleanOf = (but?: readonly string[]) => {
        let isHit = false;
        const clean = (text: string) => {
          const found = needles.find(text, but);
          if (found.length === 0) return text;
          isHit = true;
          return found.reduceRight((left, { from, to }) => left.slice(0, from) + WITHHELD + left.slice(to), text);
        };
        return { clean, tell: () => isHit && withheld(sink) };
      };
      return {
        clean(text, but) {
          const { clean, tell } = cleanOf(but);
          const cleaned = clean(text);
          tell();
          return cleaned;
        },
        cleanDeep(value, but) {
          const { clean, tell } = cleanOf(but);
          const cleaned = deeply(value, clean, new Set());
          tell();
          return cleaned as typeof value; // every text is still a text, and all else is as it was
        },
      };
    },
  };
}

/** The same thing where nothing in it had to change. */
function deeply(value: unknown, clean: (text: string) => string, above: Set<object>): unknown {
  if (typeof value === 'string') return clean(value);
  if (typeof value !== 'object' || value === null || above.has(value) || isOpaque(value)) return value;
  above.add(value);
  const cleaned = value instanceof Error ? cleanError(value, clean, above) : cleanInside(value, clean, above);
  above.delete(value);
  return cleaned;
}

function cleanInside(value: object, clean: (text: string) => string, above: Set<object>): object {
  if (Array.isArray(value)) {
    const items = value.map((item) => deeply(item, clean, above));
    return items.every((item, at) => item === value[at]) ? value : items;
  }
  const before = Object.entries(value);
  const after = before.map(([key, item]) => [clean(key), deeply(item, clean, above)] as const);
  const isSame = after.every(([key, item], at) => key === before[at]?.[0] && item === before[at]?.[1]);
  return isSame ? value : Object.fromEntries(after);
}

/** Its class says what it is, so that it can't be made anew. */
function cleanError(error: Error, clean: (text: string) => string, above: Set<object>): Error {
  for (const name of Object.getOwnPropertyNames(error)) {
    const before: unknown = Reflect.get(error, name);
    const after = deeply(before, clean, above);
    if (after !== before) Object.defineProperty(error, name, { value: after, configurable: true, writable: true });
  }
  return error;
}

/** Bytes and moments are no texts. */
function isOpaque(value: object): boolean {
  return ArrayBuffer.isView(value) || value instanceof Date || value instanceof Map || value instanceof Set;
}
