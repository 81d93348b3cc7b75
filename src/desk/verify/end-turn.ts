import { noticeMessage } from '../../cards/notice.ts';
import { confirmationMessage, type VerificationState } from '../../cards/verification.ts';
import { verifiedInWords } from '../../cards/verified.ts';
import { isSamePerson } from '../../domain/person.ts';
import { ownerOf } from '../../domain/roster.ts';
import { challengeId, type Verification, type Verified } from '../../domain/verification.ts';
import { currentCustomer, rewrite } from '../audience.ts';
import type { DeskParts } from '../parts.ts';
import type { Run } from '../run.ts';
import { failAsDesk, type WayAsked } from './ask-for.ts';
import { managerOf } from './look-up.ts';
import { matterOf, show } from './show.ts';
import { ifItWasNotYou, tellQuietly } from './tell.ts';

/** Technicians can try so often; whoever is urged to try on and on is not helped by it. */
export const TURNS = 5;

/** What a turn has come to. */
export type TurnEnd = { readonly state: 'passed' } | { readonly state: 'failed' } | { readonly state: 'again' };

/** Ends a turn, shows everywhere what it has come to, and tells the other chats of whoever it is about. */
export async function endTurn(
  at: { readonly id: string; readonly turn: number },
  asked: WayAsked,
  run: Run,
  parts: DeskParts,
): Promise<TurnEnd> {
  await parts.challenges.close(challengeId(at));
  const note = asked.state === 'again' ? asked.note : 'Nobody answered within ten minutes.';
  const open = await surely(at.id, parts);
  if (open.state === 'open' && at.turn >= TURNS) await failAsDesk(open, note, 'too many turns', parts);
  if (open.state === 'open' && at.turn < TURNS) await parts.verifications.nextTurn(at.id, at.turn);

  const verification = await surely(at.id, parts);
  await rewrite(verification.cards, show(verification, run, stateOf(verification, note)), parts);
  await forget(challengeId(at), verification, run, parts);
  if (verification.state === 'open') return { state: 'again' };
  await parts.tickets.moved(run.ticket.id, 'at work');
  if (!verification.verified) return { state: 'failed' };
  await tellOthers(verification, verification.verified, parts);
  return { state: 'passed' };
}

async function surely(id: string, { verifications }: DeskParts): Promise<Verification> {
  const found = await verifications.read(id);
  if (!found) throw new Error(`There is no verification ${id}`);
  return found;
}

function stateOf({ turn, verified, why, state }: Verification, note: string): VerificationState {
  if (state === 'open') return { is: 'choosing', turn, note };
  if (verified) return { is: 'passed', words: `${verifiedInWords(verified)}. Approvers are asked now.` };
  return { is: 'failed', words: `${why ?? note} Nothing was changed.` };
}

/** Takes numbers and codes out of the chats, and the buttons from whoever was asked. */
async function forget(id: string, verification: Verification, run: Run, parts: DeskParts): Promise<void> {
  const challenge = await parts.challenges.read(id);
  if (!challenge) return;
  await rewrite(challenge.told, noticeMessage('What stood here is over and no longer needed.'), parts);
  const ended = challenge.state === 'expired' ? 'The time for this is over.' : 'This is settled.';
  await rewrite(challenge.cards, confirmationMessage(matterOf(verification, run), { ended }), parts);
}

/** Whoever it is about, wherever they are; and their manager, where it was not the manager who said so. */
async function tellOthers(
  { account, what, requester, customerId }: Verification,
  verified: Verified,
  parts: DeskParts,
): Promise<void> {
  const roster = await parts.roster();
  const news = ifItWasNotYou(what, account, `by ${requester.name}. ${verifiedInWords(verified)}`);
  const owner = ownerOf(account, roster);
  if (owner) await tellQuietly(owner, news, parts);
  if (verified.way === 'manager') return;

  const customer = await currentCustomer(customerId, parts);
  const looked = await managerOf(account, customer, parts);
  const manager = 'found' in looked && looked.found ? ownerOf(looked.found.account, roster) : undefined;
  if (manager && !(owner && isSamePerson(manager, owner))) await tellQuietly(manager, news, parts);
}
