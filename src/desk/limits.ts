import { utc } from '../cards/utc.ts';
import type { PlannedCall } from '../domain/approval.ts';
import { isSameCount } from '../policy/counted.ts';
import type { Count } from '../policy/facts.ts';
import type { Judgement } from '../policy/judge.ts';
import type { Policy } from '../policy/policy.ts';
import { countedBy, countsNeeded } from '../policy/scope.ts';
import type { Ends } from '../runs/graph.ts';
import type { CountedHow } from '../store/counts.ts';
import type { PoolClient } from '../store/pool.ts';
import type { Question } from './asked-approval.ts';
import type { DeskParts } from './parts.ts';
import { requestFacts } from './request-facts.ts';
import type { Run } from './run.ts';

/** A count, and when each of what it counts will count no more. */
export interface Counting extends Count {
  readonly until: readonly string[];
}

type Asking = Pick<Question, 'step' | 'calls' | 'isVerified'>;

/** Counts all that the policy wants to know of a request before it is judged; in a transaction, in turn with others of the customer. */
export async function counted(
  { step, calls, isVerified }: Asking,
  run: Run,
  ends: Ends,
  policy: Policy,
  how: CountedHow,
  { registry, counts }: Pick<DeskParts, 'registry' | 'counts'>,
  client?: PoolClient,
): Promise<Counting[]> {
  const needed = countsNeeded(requestFacts(step, calls, run, ends, registry, isVerified), policy);
  const about = {
    customerId: run.customer.id,
    requesterId: run.ticket.requester.id,
    targets: calls.flatMap(namesOf),
    runId: run.id,
    steps: calls.map((call) => call.step),
    batchId: run.ticket.batch?.id,
  };
  if (client && needed.length > 0) await counts.inTurn(client, run.customer.id);
  const countings: Counting[] = [];
  for (const one of needed) {
    const until = await counts.until(one, about, how, client);
    countings.push({ ...one, times: until.length, until });
  }
  return countings;
}

/** Where nothing is written down and nobody waits, as in a rehearsal: every request is the first one. */
export function neverDone(
  { step, calls, isVerified }: Asking,
  run: Run,
  ends: Ends,
  policy: Policy,
  registry: Pick<DeskParts['registry'], 'find'>,
): Count[] {
  return countsNeeded(requestFacts(step, calls, run, ends, registry, isVerified), policy).map((one) => ({
    ...one,
    times: 0,
  }));
}

/** Why a policy refuses; of a limit also which it is, and when the same can be asked for again. */
export function refusalWords(
  { why, rule: name }: Extract<Judgement, { readonly outcome: 'refused' }>,
  calls: readonly PlannedCall[],
  countings: readonly Counting[],
  { rules }: Policy,
): string {
  const rule = rules.find((one) => one.name === name);
  const limit = rule && countedBy(rule.when);
  const counting = limit && countings.find((one) => isSameCount(one, limit));
  if (!rule?.when.beyond || !counting) return why;
  const own = limit.operations ? calls.filter(({ operation }) => limit.operations?.includes(operation)).length : 1;
  const over = counting.times + own - rule.when.beyond.most;
  const until = counting.until[over - 1];
  return until ? `${why} The limit is “${name}”; the same can be asked for again after ${utc(until)}.` : why;
}

/** The first that a call has. A demo's accounts all have one id, so what people call an account comes before it. */
const naming = ['account', 'participant', 'device', 'userId', 'agentId'];

/** What a call names its account or device by, as it is compared. */
function namesOf({ values }: PlannedCall): string[] {
  const found = naming.flatMap((name) => values.find((value) => value.name === name) ?? []);
  return found.slice(0, 1).map(({ value }) => String(value).toLowerCase());
}
