import { setTimeout as pause } from 'node:timers/promises';
import { cleaned } from '../lib/cleaned.ts';
import { digest } from '../lib/digest.ts';
import { retrying } from '../lib/retry.ts';
import type { Effect, Effects } from '../store/effects.ts';
import { isOutage } from '../store/outage.ts';
import { inTransaction, type Pool, type PoolClient } from '../store/pool.ts';

/** Half a minute. */
const PATIENCE = { attempts: 8, wait: '250ms' } as const;

/** A call that changes something outside. */
export interface Intent {
  /** Names the effect for good: the run and its step. */
  readonly key: string;
  readonly runId: string;
  readonly customerId: string;
  readonly operation: string;
  readonly input: unknown;
  readonly repeatable: boolean | 'same-input';
  /** How long the call may take; 0 when it dies with this process. */
  readonly withinMs: number;
}

/** Nobody can tell whether the call was carried out. Only evidence or a person may say. */
export class Unsure extends Error {
  override readonly name = 'Unsure';
  readonly unsure = true;
  readonly effect: string;

  constructor(effect: string, cause?: unknown) {
    super('Nobody can tell whether this was carried out.', { cause });
    this.effect = effect;
  }
}

interface Parts {
  readonly pool: Pool;
  readonly effects: Effects;
  /** Throws when the call may not be made, or not any more; asked in the transaction of its intent. */
  readonly permit: (client: PoolClient) => Promise<void>;
  /** Writes the audit line of an intent or a result, in its transaction. */
  readonly record: (
    client: PoolClient,
    intent: Intent,
    event: 'intended' | 'done' | 'failed' | 'unsure',
  ) => Promise<void>;
}

/**
 * Makes a call that must not happen twice: intent before it, result after it. A call that an earlier life began is
 * repeated only when its operation says that a repeat is harmless; otherwise the answer is `Unsure`. So is every
 * failure that doesn't say for certain that nothing was changed.
 */
export async function once(intent: Intent, parts: Parts, call: () => Promise<unknown>): Promise<unknown> {
  const begun = await begin(intent, parts);
  if ('result' in begun) return begun.result;
  const { attempt } = begun;

  const answer = await answerOf(call);
  if ('result' in answer) {
    const result = cleaned(answer.result ?? null);
    await end(intent, parts, 'done', (client) => parts.effects.end(client, intent.key, attempt, { result }));
    return answer.result;
  }
  const { definite, message } = factsOf(answer.error);
  if (!definite) throw await doubt(intent, attempt, parts, answer.error);
  await end(intent, parts, 'failed', (client) => parts.effects.end(client, intent.key, attempt, { error: message }));
  throw answer.error;
}

type Begun = { readonly attempt: number } | { readonly result: unknown };

/** Writes the intent down, or returns the result of the effect that is done already. */
async function begin(intent: Intent, parts: Parts): Promise<Begun> {
  const { effects } = parts;
  const inputDigest = digest(intent.input);
  const tryToBegin = (over?: number) =>
    inTransaction(parts.pool, async (client) => {
      const attempt = await effects.begin(client, { ...intent, inputDigest }, intent.withinMs, over);
      if (attempt === undefined) return undefined;
      await parts.permit(client);
      await parts.record(client, intent, 'intended');
      return { attempt };
    });
  const begun = await tryToBegin();
  if (begun) return begun;

  const earlier = await effects.read(intent.key);
  if (!earlier) throw new Error(`The effect ${intent.key} has gone`);
  if (earlier.state === 'done') return { result: earlier.result };
  if (earlier.settledBy) throw new Error(`${earlier.settledBy.name} said that this did not happen.`);

  await pause(earlier.waitMs);
  if (!mayRepeat(intent, earlier, inputDigest)) return endedOrDoubted(intent, earlier.attempt, parts);
  try {
    return (await tryToBegin(earlier.attempt)) ?? (await endedOrDoubted(intent, earlier.attempt, parts));
  } catch (error) {
    throw await doubt(intent, earlier.attempt, parts, error); // it may not be made again, but it may have been made
  }
}

function mayRepeat({ repeatable }: Intent, earlier: Effect, inputDigest: string): boolean {
  return repeatable === true || (repeatable === 'same-input' && earlier.inputDigest === inputDigest);
}

/** Whoever began it may have ended it while we waited. */
async function endedOrDoubted(intent: Intent, attempt: number, parts: Parts): Promise<Begun> {
  const now = await parts.effects.read(intent.key);
  if (now?.state === 'done') return { result: now.result };
  throw await doubt(intent, attempt, parts);
}

async function doubt(intent: Intent, attempt: number, parts: Parts, cause?: unknown): Promise<Unsure> {
  await end(intent, parts, 'unsure', (client) => parts.effects.doubt(client, intent.key, attempt));
  return new Unsure(intent.key, cause);
}

/** What another attempt has ended already is not ended again, and not recorded twice. */
function end(
  intent: Intent,
  parts: Parts,
  event: 'done' | 'failed' | 'unsure',
  change: (client: PoolClient) => Promise<boolean>,
): Promise<void> {
  const write = () =>
    inTransaction(parts.pool, async (client) => {
      if (await change(client)) await parts.record(client, intent, event);
    });
  return retrying(write, PATIENCE, isOutage); // what we know must not become a doubt because the database was away
}

async function answerOf(
  call: () => Promise<unknown>,
): Promise<{ readonly result: unknown } | { readonly error: unknown }> {
  try {
    return { result: await call() };
  } catch (error) {
    return { error };
  }
}

/** Absent is not definite: an error that doesn't say so may have come after the effect. */
function factsOf(error: unknown): { readonly definite: boolean; readonly message: string } {
  const { definite, message } = (error ?? {}) as { definite?: unknown; message?: unknown };
  return { definite: definite === true, message: typeof message === 'string' ? message : String(error) };
}
