import { setTimeout as sleep } from 'node:timers/promises';
import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
} from 'cockatiel';
import pThrottle from 'p-throttle';
import { type Duration, inMilliseconds } from '../lib/duration.ts';
import { unlessAborted } from '../lib/unless-aborted.ts';
import { checkOutgoing } from './guard.ts';
import { createPatience } from './patience.ts';
import { isInTrouble, type Policy, policies, type Restraint, restraint } from './policies.ts';
import { type Incoming, type Outgoing, type Repeat, type Send, SendFailure } from './send.ts';
import type { Transport } from './transport.ts';

/** Ends a try that takes too long. */
export interface Deadline {
  readonly signal: AbortSignal;
  cancel(): void;
}

/** Whom a connection may reach, how patiently, and on whose clock. */
export interface SendParts {
  readonly transport: Transport;
  /** Exact names in lower case, or origins where another scheme or port is meant; nothing else is ever reached. */
  readonly hosts: readonly string[];
  /** At most so many requests in any such time, as the vendor wishes. */
  readonly rate?: { readonly limit: number; readonly every: Duration } | undefined;
  readonly policies?: Readonly<Record<Repeat, Policy>>;
  readonly restraint?: Restraint;
  readonly now?: () => number;
  readonly random?: () => number;
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly deadline?: (ms: number) => Deadline;
}

/** The way to one customer's account at one vendor, with its own limits: trouble of one connection never slows another. */
export function createSend(parts: SendParts): Send {
  const { transport, hosts, rate, deadline = startDeadline } = parts;
  const { now = Date.now, random = Math.random, pause = wait } = parts;
  const table = parts.policies ?? policies;
  const { atOnce, waiting, failures, rest } = parts.restraint ?? restraint;
  const patiently = createPatience({ now, random, pause });
  const places = bulkhead(atOnce, waiting);
  const breaker = circuitBreaker(handleWhen(isTrouble).orWhenResult(isTrouble), {
    halfOpenAfter: inMilliseconds(rest),
    breaker: new ConsecutiveBreaker(failures),
  });
  const turn = rate
    ? pThrottle({ limit: rate.limit, interval: inMilliseconds(rate.every), strict: true })(() => {})
    : () => {};

  const exchange = async (outgoing: Outgoing, timeoutMs: number): Promise<Incoming> => {
    const late = deadline(timeoutMs);
    try {
      return await transport.exchange({ ...outgoing, signal: AbortSignal.any([outgoing.signal, late.signal]) });
    } catch (failure) {
      throw late.signal.aborted && failure instanceof SendFailure ? tooLate(failure) : failure;
    } finally {
      late.cancel();
    }
  };
  return async (outgoing) => {
    const { signal, repeat } = outgoing;
    signal.throwIfAborted();
    checkOutgoing(outgoing, hosts);

    const inTurn = async (timeLeft: () => number) => {
      await turn();
      signal.throwIfAborted();
      const timeoutMs = timeLeft();
      if (timeoutMs <= 0) throw overloaded('Too many requests are waiting for their turn.');
      return exchange(outgoing, timeoutMs);
    };
    const attempt = (timeLeft: () => number) =>
      unlessAborted(places.execute(() => breaker.execute(() => inTurn(timeLeft))).catch(refused), signal);
    return patiently(table[repeat], attempt, signal);
  };
}

/** What says something of the vendor, and not of the request or of us. */
function isTrouble(end: unknown): boolean {
  if (end instanceof SendFailure) return ['unreachable', 'interrupted', 'timeout'].includes(end.kind);
  return isInTrouble(Object(end));
}

function tooLate({ definite, cause }: SendFailure): SendFailure {
  return definite
    ? new SendFailure('unreachable', 'No connection came about in time.', { definite, cause })
    : new SendFailure('timeout', 'No answer came in time.', { definite, cause });
}

function refused(error: unknown): never {
  if (error instanceof BulkheadRejectedError) throw overloaded('Too many requests are waiting for their turn.', error);
  if (error instanceof BrokenCircuitError)
    throw overloaded('The vendor was in trouble; it is left alone for a while.', error);
  throw error;
}

function overloaded(message: string, cause?: unknown): SendFailure {
  return new SendFailure('overloaded', message, { definite: true, cause });
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await unlessAborted(sleep(ms, undefined, { signal }), signal);
}

function startDeadline(ms: number): Deadline {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), ms);
  return { signal: late.signal, cancel: () => clearTimeout(timer) };
}
