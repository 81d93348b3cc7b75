import { unlessAborted } from './unless-aborted.ts';

/** A token, and until when it is taken. `expiresAt` is in milliseconds since 1970. */
export interface Token {
  readonly value: string;
  readonly expiresAt: number;
}

/** One credential's token: fetched once however many ask at the same time, and again shortly before it ends. */
export interface TokenCache<T extends Token> {
  /** Another caller's giving up never spoils it for this one. */
  get(signal: AbortSignal): Promise<T>;
  /** The vendor did not take it: the next one is fetched anew. */
  refuse(): void;
}

interface Parts<T> {
  readonly fetchToken: (signal: AbortSignal) => Promise<T>;
  readonly now: () => Date;
  readonly onSecret?: ((value: string) => void) | undefined;
}

/** A token is left aside this long before it ends, or a tenth of its life where that is shorter. */
const BEFORE_ITS_END_MS = 60_000;

/** A token on its way, for everybody who waits for it. */
interface Fetching<T> {
  readonly token: Promise<T>;
  readonly stop: AbortController;
  waiting: number;
}

export function createTokenCache<T extends Token>({ fetchToken, now, onSecret }: Parts<T>): TokenCache<T> {
  let known: { readonly token: T; readonly until: number } | undefined;
  let fetching: Fetching<T> | undefined;

  const fetchNext = (): Fetching<T> => {
    const stop = new AbortController();
    return { token: keep(stop.signal), stop, waiting: 0 };
  };
  const keep = async (signal: AbortSignal) => {
    const askedAt = now().getTime();
    const token = await fetchToken(signal);
    onSecret?.(token.value);
    const early = Math.min(BEFORE_ITS_END_MS, (token.expiresAt - askedAt) / 10);
    known = { token, until: token.expiresAt - early };
    return token;
  };
  return {
    async get(signal) {
      signal.throwIfAborted();
      if (known && now().getTime() < known.until) return known.token;
      fetching ??= fetchNext();
      const own = fetching;
      own.waiting += 1;
      try {
        return await unlessAborted(own.token, signal);
      } finally {
        own.waiting -= 1;
        if (own.waiting === 0) own.stop.abort();
        if (own.waiting === 0 && fetching === own) fetching = undefined;
      }
    },
    refuse() {
      known = undefined;
    },
  };
}
