import { noticeMessage } from '../../cards/notice.ts';
import { confirmationMessage } from '../../cards/verification.ts';
import { longKnown } from '../../domain/link.ts';
import { isSamePerson, owns, type Person } from '../../domain/person.ts';
import { ownerOf } from '../../domain/roster.ts';
import { challengeId, type Verification } from '../../domain/verification.ts';
import { newCode } from '../../lib/one-time-code.ts';
import { currentCustomer, NobodyReached, rewrite, tellAlone, tellPerson } from '../audience.ts';
import type { Run } from '../run.ts';
import type { WayAsked } from './ask-for.ts';
import { managerOf } from './look-up.ts';
import { reachable } from './reachable.ts';
import { matterOf, show } from './show.ts';
import type { VerifyParts } from './verify-parts.ts';

const DIGITS = 2;
const LIMITS = { within: '10m', attempts: 3 } as const;

/** Has the manager confirm it in their own chat, with a number that was shown to somebody else: a thoughtless yes confirms nothing. */
export async function askManager(
  verification: Verification,
  technician: Person,
  run: Run,
  parts: VerifyParts,
): Promise<WayAsked> {
  const { account } = verification;
  const roster = await parts.roster();
  const customer = await currentCustomer(verification.customerId, parts);
  const looked = await managerOf(account, customer, parts);
  if ('why' in looked) return again(looked.why);
  if (!looked.found) return again('The directory names no manager who could confirm it.');
  const named = ownerOf(looked.found.account, roster);
  const manager = named && reachable(named, parts);
  if (!manager)
    return again(`The manager, ${looked.found.displayName}, is linked to no chat here. An admin can link them.`);
  const why = unfit(manager, verification, technician);
  if (why) return again(`The manager, ${manager.name}, ${why}, so their word is not enough.`);

  const owner = ownerOf(account, roster);
  const holder = (owner && reachable(owner, parts)) ?? longKnown(technician);
  const id = challengeId(verification);
  const { code, kept } = newCode(DIGITS);
  await parts.challenges.open(
    { id, verificationId: verification.id, way: 'manager', answererId: manager.id },
    kept,
    LIMITS,
  );
  try {
    const told = await tellAlone(holder, numberFor(code, manager, verification), parts);
    const matter = matterOf(verification, run);
    const cards = await tellPerson(manager, confirmationMessage(matter, { holder: holder.name, challenge: id }), parts);
    await parts.challenges.shownOn(id, cards, [told].flat());
  } catch (error) {
    if (error instanceof NobodyReached) return again(error.message);
    throw error;
  }
  await rewrite(
    verification.cards,
    show(verification, run, { is: 'with-manager', manager: manager.name, holder: holder.name }),
    parts,
  );
  return { state: 'asked' };
}

/** Nobody confirms what they asked for, what is for them, or with a number that they were shown themselves. */
function unfit(manager: Person, { requester, account }: Verification, technician: Person): string | undefined {
  if (isSamePerson(manager, requester)) return 'is the one who asked';
  if (owns(manager, account)) return 'is the one it is about';
  return isSamePerson(manager, technician) ? 'is the technician who looks after it' : undefined;
}

function numberFor(code: string, manager: Person, { what, account }: Verification) {
  return noticeMessage(
    `The number is ${code}. ${manager.name} is asked to confirm this: ${what}, for ${account}. Tell them the number when you speak to them, and nobody else. If you know nothing of it, tell your service desk at once.`,
  );
}

function again(note: string): WayAsked {
  return { state: 'again', note };
}
