import type { Approval } from '../domain/approval.ts';
import { holdsAll } from '../domain/decision.ts';
import type { Person } from '../domain/person.ts';
import type { Duration } from '../lib/duration.ts';
import type { Ends } from '../runs/graph.ts';
import { inTransaction } from '../store/pool.ts';
import { askedApproval, judged, type Question, timeFor } from './asked-approval.ts';
import { counted, refusalWords } from './limits.ts';
import { fileDigest } from './look-again.ts';
import type { DeskParts } from './parts.ts';
import type { Run } from './run.ts';
import { ownWord } from './verify/own-word.ts';
import { type WishParts, wishBehind } from './verify/wish.ts';
import { worthALook } from './worth-a-look.ts';

/** An approval that stands in the database, and those who hold what it demands; or why the policy allows none. */
export type Written =
  | {
      readonly state: 'written';
      readonly approval: Approval;
      readonly approvers: readonly Person[];
      readonly within: Duration;
    }
  | { readonly state: 'refused'; readonly why: string }
  /** The policy wants it to be certain that it is wanted, and it is not yet. */
  | { readonly state: 'unverified' };

type Parts = WishParts &
  Pick<DeskParts, 'pool' | 'approvals' | 'counts' | 'policyFor' | 'workflows'> & {
    readonly verifications: Pick<DeskParts['verifications'], 'begin' | 'pass'>;
    readonly tickets: Pick<DeskParts['tickets'], 'signsOf'>;
  };

/** Counts, judges and writes down in one transaction, so that many at once can't all be the last one that a limit lets pass. */
export async function writeApproval(bare: Question, run: Run, ends: Ends, parts: Parts): Promise<Written> {
  const { customer } = run;
  const { registry, approvals } = parts;
  const policy = await parts.policyFor(customer.id);
  const { people } = await parts.roster();
  const wish = await wishBehind(bare, run, parts);
  const question = { ...bare, isVerified: wish.isVerified };
  const notes = worthALook(run.ticket, customer, await parts.tickets.signsOf(run.ticket, wish.account));
  return inTransaction(parts.pool, async (client) => {
    const countings = await counted(question, run, ends, policy, 'asked', parts, client);
    const judgement = judged(question, run, ends, registry, policy, countings);
    if (judgement.outcome === 'refused')
      return { state: 'refused', why: refusalWords(judgement, question.calls, countings, policy) };

    const { verify } = judgement.demands;
    const verified = wish.verified ?? (verify ? await ownWord(wish, question, run, parts, client) : undefined);
    if (verify && !verified) return { state: 'unverified' };

    const approvers = people.filter((one) => holdsAll({ ...judgement, customerId: customer.id }, one));
    const within = timeFor(question, judgement);
    const about = { judgement, policy, expiresAt: await approvals.expiryIn(within, client), verified, notes };
    const asked = { ...askedApproval(question, about, approvers, run, ends, registry), file: fileDigest(run, parts) };
    return { state: 'written', approval: await approvals.ask(asked, client), approvers, within };
  });
}
