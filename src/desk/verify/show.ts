import type { Message } from '../../cards/card.ts';
import { type VerificationMatter, type VerificationState, verificationMessage } from '../../cards/verification.ts';
import type { Verification } from '../../domain/verification.ts';
import type { Run } from '../run.ts';

/** The card that technicians see of it. */
export function show(verification: Verification, run: Run, state: VerificationState): Message {
  return verificationMessage(matterOf(verification, run), state);
}

export function matterOf(
  { id, ticketId, account, what, requester }: Verification,
  { customer }: Run,
): VerificationMatter {
  return { id, ticketId, customerName: customer.name, requesterName: requester.name, account, what };
}
