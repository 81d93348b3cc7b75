import { noticeMessage } from '../../cards/notice.ts';
import { longKnown } from '../../domain/link.ts';
import type { Person } from '../../domain/person.ts';
import { ownerOf } from '../../domain/roster.ts';
import { challengeId, type Verification } from '../../domain/verification.ts';
import { kept, newCode } from '../../lib/one-time-code.ts';
import { currentCustomer, NobodyReached, rewrite, tellAlone } from '../audience.ts';
import type { Run } from '../run.ts';
import type { WayAsked } from './ask-for.ts';
import { phoneOf } from './look-up.ts';
import { reachable } from './reachable.ts';
import { show } from './show.ts';
import type { VerifyParts } from './verify-parts.ts';

const DIGITS = 6;
const LAST_DIGITS = 4;
const LIMITS = { within: '10m', attempts: 5 } as const;
const NOT_KNOWN = 'Since when the directory has this number is not known.';

/**
 * Tells one technician the directory's number. Whoever is linked is sent a code to read out on that call; of somebody who
 * is not, the technician's word is all there is, and it is called that.
 */
export async function callBack(
  verification: Verification,
  technician: Person,
  run: Run,
  parts: VerifyParts,
): Promise<WayAsked> {
  const { account } = verification;
  const customer = await currentCustomer(verification.customerId, parts);
  const looked = await phoneOf(account, customer, parts);
  if ('why' in looked) return { state: 'again', note: looked.why };
  const phone = looked.found;
  if (phone === undefined) return { state: 'again', note: 'The directory has no telephone number for it.' };

  const owner = ownerOf(account, await parts.roster());
  const id = challengeId(verification);
  const about = { id, verificationId: verification.id, answererId: technician.id };
  const linked = owner && reachable(owner, parts);
  try {
    if (linked) {
      const { code, kept: known } = newCode(DIGITS);
      await parts.challenges.open({ ...about, way: 'code' }, known, LIMITS);
      const sent = await tellAlone(linked, codeFor(code, verification), parts);
      const shown = await tellAlone(longKnown(technician), numberWith(phone, 'code', verification), parts);
      await parts.challenges.shownOn(id, [], [sent, shown].flat());
    } else {
      await parts.challenges.open({ ...about, way: 'call' }, kept(lastDigits(phone)), LIMITS);
      const shown = await tellAlone(longKnown(technician), numberWith(phone, 'digits', verification), parts);
      await parts.challenges.shownOn(id, [], [shown].flat());
    }
  } catch (error) {
    if (error instanceof NobodyReached) return { state: 'again', note: error.message };
    throw error;
  }
  const state = { is: 'calling', by: technician.name, challenge: id, asks: linked ? 'code' : 'digits' } as const;
  await rewrite(verification.cards, show(verification, run, state), parts);
  return { state: 'asked' };
}

function lastDigits(phone: string): string {
  return phone.replaceAll(/\D/g, '').slice(-LAST_DIGITS);
}

function codeFor(code: string, { what, account }: Verification) {
  return noticeMessage(
    `The code for the telephone is ${code}. A technician calls you about this: ${what}, for ${account}. Read it to them if you want it, and only if they called you. If you know nothing of it, keep the code to yourself and tell your service desk.`,
  );
}

function numberWith(phone: string, asks: 'code' | 'digits', { what, account }: Verification) {
  const how = {
    code: 'Whoever wants it has got a code in their own chat: have them read it to you, and type it on the card.',
    digits:
      'They are on no linked chat, so your word is all there is, and the approver is told so. If they want it, type the last four digits of this number on the card.',
  } as const;
  return noticeMessage(
    `Please call ${phone}, which the directory has for ${account}, and no other number, whatever a ticket or a caller says. ${NOT_KNOWN} Ask whether they want this: ${what}. ${how[asks]}`,
  );
}
