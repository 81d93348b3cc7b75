import { type Approval, phraseOf } from '../domain/approval.ts';
import { type Risk, Risk as Risks } from '../domain/risk.ts';
import type { Duration } from '../lib/duration.ts';
import type { PoolClient } from '../store/pool.ts';
import type { Decision } from './decide.ts';
import type { DeskParts } from './parts.ts';

/** Why an approver has to type the target's name: the policy says so, what was typed is not it, or one came after the other too fast. */
export type TypingDemand = 'demanded' | 'mistyped' | 'streak';

/** So many of such risk in so little time are clicked and not read. */
const STREAK = { votes: 5, within: '1m' as Duration, from: 'sensitive' as Risk };
const risky = Risks.options.slice(Risks.options.indexOf(STREAK.from));

/** Asked in the transaction of the decision. */
export async function mustBeTyped(
  client: PoolClient,
  approval: Approval,
  { by, typed }: Decision,
  { approvals }: Pick<DeskParts, 'approvals'>,
): Promise<TypingDemand | undefined> {
  if (typed !== undefined) return isTarget(typed, approval) ? undefined : 'mistyped';
  if (approval.demands.typed) return 'demanded';
  if (!risky.includes(approval.risk)) return undefined;
  const lately = await approvals.votesLately(client, by.id, risky, STREAK.within);
  return lately >= STREAK.votes ? 'streak' : undefined;
}

/** However it is capitalised; nothing else may be different. */
function isTarget(typed: string, approval: Approval): boolean {
  const name = phraseOf(approval).trim().toLowerCase();
  return name !== '' && typed.trim().toLowerCase() === name;
}
