import type { Duration } from '../lib/duration.ts';
import type { Incoming, Repeat, SendFailure } from './send.ts';

/** How patient a request may be. */
export interface Policy {
  readonly tries: number;
  /** For one try, once it is its turn. */
  readonly timeout: Duration;
  /** For all tries together, with the waits between them. */
  readonly patience: Duration;
  /** The first wait where the vendor names none; each further one is up to twice as long, to the longest. */
  readonly wait: { readonly first: Duration; readonly longest: Duration };
  /** Who asks for a longer wait is not asked again; absent, only `patience` bounds it. */
  readonly longestAsked?: Duration;
  readonly repeatsAnswer: (answer: Incoming) => boolean;
  readonly repeatsFailure: (failure: SendFailure) => boolean;
}

/** A request is refused before it is looked at, so that it surely was not carried out. */
export function isTurnedAway({ status, headers }: Incoming): boolean {
  return status === 429 || (status === 503 && headers.has('retry-after'));
}

/** The vendor is in trouble, and nobody knows what it has done. */
export function isInTrouble({ status }: Incoming): boolean {
  return status === 408 || (status >= 500 && status !== 501);
}

/** Retry classes. A write that is not safe to repeat waits longer for its answer, because nobody may ask again. */
export const policies: Readonly<Record<Repeat, Policy>> = {
  safe: {
    tries: 4,
    timeout: '20s',
    patience: '60s',
    wait: { first: '500ms', longest: '8s' },
    repeatsAnswer: (answer) => isTurnedAway(answer) || isInTrouble(answer),
    repeatsFailure: ({ kind }) => kind === 'unreachable' || kind === 'interrupted' || kind === 'timeout',
  },
  once: {
    tries: 4,
    timeout: '45s',
    patience: '90s',
    wait: { first: '500ms', longest: '8s' },
    repeatsAnswer: isTurnedAway,
    repeatsFailure: ({ kind, definite }) => kind === 'unreachable' && definite,
  },
};

/** How much one connection may ask of its vendor. */
export interface Restraint {
  /** Requests on their way at the same time, and those that wait for their turn. */
  readonly atOnce: number;
  readonly waiting: number;
  /** After so many failures in a row nothing is sent for this long, then one request to see. */
  readonly failures: number;
  readonly rest: Duration;
}

/** Two requests that have lost all patience make one connection rest. */
export const restraint: Restraint = { atOnce: 8, waiting: 200, failures: 8, rest: '30s' };
