import { setTimeout as pause } from 'node:timers/promises';
import type { Evidence } from '../domain/evidence.ts';
import { cleaned } from '../lib/cleaned.ts';
import { digest } from '../lib/digest.ts';
import { retrying } from '../lib/retry.ts';
import type { Effect, Effects } from '../store/effects.ts';
import { isOutage } from '../store/outage.ts';
import { inTransaction, type Pool, type PoolClient } from '../store/pool.ts';
import { evidenceOf } from './evidence.ts';
import { factsOf, type Intent, NotCarriedOut, Unsure } from './intent.ts';

/** Half a minute. */
const PATIENCE = { attempts: 8, wait: '250ms' } as const;

/** What has become of an effect, and what is known of that. */
export type EffectEvent =
  | { readonly became: 'intended' | 'unsure' }
  | { readonly became: 'done'; readonly result: unknown }
  | { readonly became: 'failed'; readonly error: unknown };

interface Parts {
  readonly pool: Pool;
  readonly effects: Effects;
  /** Throws when the call may not be made, or not any more; asked in the transaction of its intent. */
  readonly permit: (client: PoolClient) => Promise<void>;
  /** Throws when a call that was begun before may not be made again. */
  readonly beforeRepeat: () => Promise<void>;
  /** Writes the audit line of an intent or a result, in its transaction. */
  readonly record: (client: PoolClient, intent: Intent, event: EffectEvent) => Promise<void>;
  /** Looks whether the call with this reference was carried out. */
  readonly lookFor: (reference: string) => Promise<Evidence>;
}

/**
 * Makes a call that must not happen twice: intent before it, result after it. A call that an earlier life began is
 * repeated only when its operation says that a repeat is harmless; otherwise the answer is `Unsure`. So is every
 * failure that doesn't say for certain that nothing was changed. Whatever can be looked up is looked up before.
 */
export async function once(
  intent: Intent,
  parts: Parts,
  call: (reference: string) => Promise<unknown>,
): Promise<unknown> {
  const begun = await begin(intent, parts);
  if ('result' in begun) return begun.result;
  const { attempt, reference } = begun;

  const answer = await answerOf(() => call(reference));
  if ('result' in answer) {
    const result = cleaned(answer.result ?? null);
    const done = { became: 'done', result } as const;
    await end(intent, parts, done, (client) => parts.effects.end(client, intent.key, attempt, { result }));
    return answer.result;
  }
  const { definite } = factsOf(answer.error);
  const lookFor = () => parts.lookFor(reference);
  const evidence = definite ? 'absent' : await evidenceOf(lookFor, await waitOf(intent, parts));
  if (evidence === 'unknown') throw await doubt(intent, attempt, parts, answer.error);
  if (evidence !== 'absent') return found(evidence.output, intent, attempt, parts);
  await failed(intent, attempt, parts, answer.error);
  throw definite ? answer.error : new NotCarriedOut(answer.error);
}

/** For how long a call that was begun may still be on its way. */
async function waitOf({ key }: Intent, { effects }: Parts): Promise<number> {
  return (await effects.read(key))?.waitMs ?? 0;
}

async function found(output: unknown, intent: Intent, attempt: number, parts: Parts): Promise<unknown> {
  const result = cleaned(output ?? null);
  const done = { became: 'done', result } as const;
  await end(intent, parts, done, (client) => parts.effects.found(client, intent.key, attempt, result));
  return output;
}

type Begun = Pick<Effect, 'attempt' | 'reference'> | { readonly result: unknown };

/** Writes the intent down, or returns the result of the effect that is done already. */
async function begin(intent: Intent, parts: Parts): Promise<Begun> {
  const { effects } = parts;
  const inputDigest = digest(intent.input);
  const tryToBegin = (over?: number) =>
    inTransaction(parts.pool, async (client) => {
      const begun = await effects.begin(client, { ...intent, inputDigest }, intent.withinMs, over);
      if (!begun) return undefined;
      await parts.permit(client);
      await parts.record(client, intent, { became: 'intended' });
      return begun;
    });
  const begun = await tryToBegin();
  if (begun) return begun;

  const earlier = await effects.read(intent.key);
  if (!earlier) throw new Error(`The effect ${intent.key} has gone`);
  if (earlier.state === 'done') return { result: earlier.result };
  if (earlier.settledBy) throw new Error(`${earlier.settledBy.name} said that this did not happen.`);

  await pause(earlier.waitMs);
  const evidence = await evidenceOf(() => parts.lookFor(earlier.reference), 0);
  if (typeof evidence !== 'string') return { result: await found(evidence.output, intent, earlier.attempt, parts) };
  if (evidence === 'unknown' && !mayRepeat(intent, earlier, inputDigest))
    return endedOrDoubted(intent, earlier.attempt, parts);
  try {
    await parts.beforeRepeat();
    return (await tryToBegin(earlier.attempt)) ?? (await endedOrDoubted(intent, earlier.attempt, parts));
  } catch (error) {
    // It may not be made again, but it may have been made.
    if (evidence !== 'absent') throw await doubt(intent, earlier.attempt, parts, error);
    await failed(intent, earlier.attempt, parts, error);
    throw error;
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

function failed(intent: Intent, attempt: number, parts: Parts, cause: unknown): Promise<void> {
  const error = factsOf(cause).message;
  const event = { became: 'failed', error: cause } as const;
  return end(intent, parts, event, (client) => parts.effects.end(client, intent.key, attempt, { error }));
}

async function doubt(intent: Intent, attempt: number, parts: Parts, cause?: unknown): Promise<Unsure> {
  await end(intent, parts, { became: 'unsure' }, (client) => parts.effects.doubt(client, intent.key, attempt));
  return new Unsure(intent.key, cause);
}

/** What another attempt has ended already is not ended again, and not recorded twice. */
function end(
  intent: Intent,
  parts: Parts,
  event: EffectEvent,
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
