import { handleWhenResult, retry } from 'cockatiel';
import { inMilliseconds } from '../lib/duration.ts';
import { isInTrouble, isTurnedAway, type Policy } from './policies.ts';
import { retryAfter } from './retry-after.ts';
import { type Incoming, SendFailure } from './send.ts';

/** Tries until there is an answer worth having or the policy's patience ends. `timeLeft` says how long a try may take from then on. */
export type Patiently = (
  policy: Policy,
  attempt: (timeLeft: () => number) => Promise<Incoming>,
  signal: AbortSignal,
) => Promise<Incoming>;

interface Parts {
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** What one try has come to, and how long to wait for the next one; absent when there is none. */
type Tried = { readonly wait?: number } & ({ readonly answer: Incoming } | { readonly failure: SendFailure });

const whileWorthwhile = handleWhenResult((tried) => Object(tried).wait !== undefined);

export function createPatience({ now, random, pause }: Parts): Patiently {
  return async (policy, attempt, signal) => {
    const endsAt = now() + inMilliseconds(policy.patience);
    let doubt = false;
    let wait: number | undefined;

    const tried = await retry(whileWorthwhile, { maxAttempts: policy.tries - 1 }).execute(
      async ({ attempt: repeats }): Promise<Tried> => {
        if (wait) await pause(wait, signal);
        const timeLeft = () => Math.min(inMilliseconds(policy.timeout), endsAt - now());
        const found = withDoubt(await outcomeOf(attempt(timeLeft)), doubt);
        doubt ||= leavesDoubt(found);
        const proposed = isWorthwhile(found, policy) ? waitAfter(found, policy, repeats) : undefined;
        wait = proposed !== undefined && now() + proposed < endsAt ? proposed : undefined;
        return wait === undefined ? found : { ...found, wait };
      },
    );
    if ('failure' in tried) throw tried.failure;
    return tried.answer;
  };

  function waitAfter(tried: Tried, { wait: { first, longest }, longestAsked }: Policy, repeats: number) {
    const asked = 'answer' in tried ? retryAfter(tried.answer.headers, now()) : undefined;
    if (asked !== undefined && longestAsked && asked > inMilliseconds(longestAsked)) return undefined;
    const own = Math.min(inMilliseconds(first) * 2 ** repeats, inMilliseconds(longest));
    return asked ?? (own * (1 + random())) / 2;
  }
}

async function outcomeOf(work: Promise<Incoming>): Promise<Tried> {
  try {
    return { answer: await work };
  } catch (failure) {
    if (failure instanceof SendFailure) return { failure };
    throw failure;
  }
}

function isWorthwhile(tried: Tried, { repeatsAnswer, repeatsFailure }: Policy): boolean {
  return 'answer' in tried ? repeatsAnswer(tried.answer) : repeatsFailure(tried.failure);
}

/** Whether the request may have been carried out although there is no answer that says so. */
function leavesDoubt(tried: Tried): boolean {
  if ('failure' in tried) return !tried.failure.definite;
  return isInTrouble(tried.answer) && !isTurnedAway(tried.answer);
}

/** What an earlier try has left open, a later one can't close by failing. */
function withDoubt(tried: Tried, doubt: boolean): Tried {
  if (!doubt) return tried;
  if ('answer' in tried) return { answer: { ...tried.answer, afterDoubt: true } };
  const { kind, message, cause } = tried.failure;
  return { failure: new SendFailure(kind, message, { definite: false, cause }) };
}
