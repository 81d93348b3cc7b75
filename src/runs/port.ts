import type { Duration } from '../lib/duration.ts';

/** All that the desk may do in a run that isn't pure. What it answered once, it answers again after a restart. */
export interface Durable {
  readonly runId: string;
  /** Does the work and remembers its answer, or its error, as plain data. */
  step<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Waits for what somebody tells the run; `null` means that nobody did in time. */
  wait<T>(topic: string, within: Duration): Promise<T | null>;
  /** Which of these ended first. Never rejects because one of them did. */
  first<K>(inFlight: ReadonlyMap<K, Promise<unknown>>): Promise<K>;
}

/** What a run does with its input. Code between two calls of `durable` must be pure. */
export type Program<Input> = (durable: Durable, input: Input) => Promise<void>;

/** Joins what is told to a run with the caller's own transaction; each engine knows its own kind. */
export type Transaction = object;

/** The engine as the desk sees it. */
export interface Runs<Input> {
  /** Starts a run; the same id again is the same run. */
  start(runId: string, input: Input): Promise<void>;
  /** Tells a run something, exactly once and only if the transaction commits. */
  tell(runId: string, topic: string, message: unknown, transaction: Transaction): Promise<void>;
  stop(): Promise<void>;
}

/** The engine ended this life of a run: shutdown, cancellation, another replica. The run goes on elsewhere or later; nobody may take this for a failure. */
export class RunInterrupted extends Error {
  override readonly name = 'RunInterrupted';
}
