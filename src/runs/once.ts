import { setTimeout as pause } from 'node:timers/promises';
import { digest } from '../lib/digest.ts';

import type { Effect, Effects } from '../store/effects.ts';
import { inTransaction, type Pool, type PoolClient } from '../store/pool.ts';

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
  /** Writes the audit line of an intent or a result, in its transaction. */
  readonly record: (
    client: PoolClient,
    intent: Intent,
    event: 'intended' | 'done' | 'failed' | 'unsure',
  ) => Promise<void>;
}

/**
 * Makes a call that must not happen twice: intent before it, result after it. A call that an earlier life began is
 * repeated only when its operation says that a repeat is harmless; otherwise the answer is `Unsure`.
 */
export async function once(intent: Intent, parts: Parts, call: () => Promise<unknown>): Promise<unknown> {
  const known = await begin(intent, parts);
  if (known) return known.result;
  try {
    const result = await call();
    await end(intent, parts, 'done', (client) => parts.effects.end(client, intent.key, { result: result ?? null }));
    return result;
  } catch (error) {
    const { definite, message } = factsOf(error);
    if (definite || intent.repeatable !== false) {
      await end(intent, parts, 'failed', (client) => parts.effects.end(client, intent.key, { error: message }));
      throw error;
    }
    throw await doubt(intent, parts, error);
  }
}

/** Writes the intent down, or returns the effect that is done already. */
async function begin(intent: Intent, parts: Parts): Promise<Effect | undefined> {
  const { effects } = parts;
  const inputDigest = digest(intent.input);
  const tryToBegin = (again: boolean) =>
    inTransaction(parts.pool, async (client) => {
      const begun = await effects.begin(client, { ...intent, inputDigest }, intent.withinMs, again);
      if (begun) await parts.record(client, intent, 'intended');
      return begun;
    });
  if (await tryToBegin(false)) return undefined;

  const earlier = await effects.read(intent.key);
  if (earlier?.state === 'done') return earlier;
  if (earlier?.state === 'unsure') throw new Unsure(intent.key);
  if (earlier?.state === 'failed') throw new Error('A person said that this did not happen, so it is not tried again.');

  await pause(earlier?.waitMs ?? 0);
  const mayRepeat =
    intent.repeatable === true || (intent.repeatable === 'same-input' && earlier?.inputDigest === inputDigest);
  if (!mayRepeat || !(await tryToBegin(true))) throw await doubt(intent, parts);
  return undefined;
}

async function doubt(intent: Intent, parts: Parts, cause?: unknown): Promise<Unsure> {
  await end(intent, parts, 'unsure', (client) => parts.effects.doubt(client, intent.key));
  return new Unsure(intent.key, cause);
}

function end(
  intent: Intent,
  parts: Parts,
  event: 'done' | 'failed' | 'unsure',
  change: (client: PoolClient) => Promise<void>,
) {
  return inTransaction(parts.pool, async (client) => {
    await change(client);
    await parts.record(client, intent, event);
  });
}

/** Absent is not definite: an error that doesn't say so may have come after the effect. */
function factsOf(error: unknown): { readonly definite: boolean; readonly message: string } {
  const { definite, message } = (error ?? {}) as { definite?: unknown; message?: unknown };
  return { definite: definite === true, message: typeof message === 'string' ? message : String(error) };
}
