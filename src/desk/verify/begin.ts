import { record } from '../../audit/record.ts';
import type { Verification } from '../../domain/verification.ts';
import type { Duration } from '../../lib/duration.ts';
import type { Question } from '../asked-approval.ts';
import { currentCustomer, tellRole } from '../audience.ts';
import type { DeskParts } from '../parts.ts';
import type { Run } from '../run.ts';
import { show } from './show.ts';
import { subjectOf } from './subject.ts';
import type { VerifyParts } from './verify-parts.ts';
import { aboutThis } from './wish.ts';

/** After so many failures nobody tries again on the same day. */
const FAILURES = 2;
const AFTER_FAILURES: Duration = '24h';

/** Whether technicians were shown that something has to be found out; or why they were not. */
export type Begun =
  | { readonly state: 'begun'; readonly id: string }
  | { readonly state: 'refused'; readonly why: string };

type Parts = VerifyParts & Pick<DeskParts, 'tickets'>;

/** Writes down whose wish has to be certain, and asks the technicians to find it out. */
export async function beginVerification(question: Question, run: Run, parts: Parts): Promise<Begun> {
  const { ticket } = run;
  const account = subjectOf(question, run, parts.registry);
  if (account === undefined) return { state: 'refused', why: nobodysWish };
  const failed = await parts.verifications.failedLately(ticket.customerId, account, AFTER_FAILURES);
  if (failed >= FAILURES) {
    parts.log.warn('verification.held-back', { ticket: ticket.id, failed });
    return { state: 'refused', why: tooManyFailures };
  }
  const verification = await parts.verifications.begin(aboutThis(question, account, run));
  const { id, customerId, runId } = verification;
  if (verification.state === 'failed' || isWorthNothingNow(verification)) return { state: 'refused', why: notVerified };
  await record(parts.pool, {
    ...{ customerId, runId, onceKey: `${id}:started`, actor: 'desk', action: 'verification.started' },
    facts: { verification: id, account, requester: ticket.requester.id },
  });
  run.waitingFor('Waiting for a technician to find out whether this is really wanted.');
  if (verification.cards.length > 0) return { state: 'begun', id };

  const customer = await currentCustomer(customerId, parts);
  const message = show(verification, run, { is: 'choosing', turn: verification.turn });
  await parts.verifications.shownOn(id, await tellRole('technician', customer, message, parts));
  await parts.tickets.moved(ticket.id, 'waiting for verification');
  return { state: 'begun', id };
}

/** Whoever asked themselves is not known there any more: what has passed is not begun again. */
function isWorthNothingNow({ verified }: Verification): boolean {
  return verified?.way === 'self';
}

/** Whoever asked may be the one who should not know how near they came. */
export const notVerified = 'It could not be verified that this is really wanted.';
const nobodysWish =
  'It is not certain whose wish this is. Somebody who wants it for themselves can ask in their own linked chat.';
const tooManyFailures =
  'It could not be verified twice within a day that this is really wanted. A technician checks in person.';
