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
}

export declare function createTokenCache<T extends Token>(parts: Parts<T>): TokenCache<T>;
