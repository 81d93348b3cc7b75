import { noticeMessage } from '../cards/notice.ts';
import { plain } from '../cards/plain.ts';
import type { Approval } from '../domain/approval.ts';
import { anyOf } from '../lib/any-of.ts';
import { inPlainTime } from '../lib/duration.ts';
import { aboutOf, numbersOf } from './about-of.ts';
import { customerIn } from './audience.ts';
import type { DeskParts } from './parts.ts';
import type { Run } from './run.ts';
import { openOn, sheetOf } from './sheet.ts';
import { tellConcerned } from './tell-concerned.ts';
import { undecided } from './undecided.ts';

/** Tells those whose answer is missing how much time is left, once and quietly; once for all that is open on a list. */
export async function remind(id: string, run: Run, parts: DeskParts): Promise<void> {
  const sheet = await sheetOf(id, parts);
  const { open, left } = await openOn(sheet, parts);
  if (open.length === 0) return;

  const roster = await parts.roster();
  const customer = customerIn(roster, run.customer.id);
  const missing = undecided(open, roster.people);
  const names = missing.map(({ name }) => plain(name, 80));
  const who = names.length > 0 ? ` ${anyOf(names)} can decide.` : '';
  const about = aboutOf(open, sheet, customer.name);
  const text = `Still waiting for approval, ${inPlainTime(left)} left: ${about}.${withWhom(open)}${who}`;
  await tellConcerned(open, missing, customer, noticeMessage(text), parts);
  parts.log.info('approval.reminded', { run: run.id, approval: id });
}

/** Who was asked to decide them, and of a list which ones where it is not all of them. */
function withWhom(open: readonly Approval[]): string {
  const names = [...new Set(open.flatMap(({ handedTo }) => handedTo?.to.name ?? []))];
  return names
    .map((name) => {
      const theirs = open.filter(({ handedTo }) => handedTo?.to.name === name);
      return ` ${plain(name, 80)} has ${theirs.length === open.length ? 'it' : numbersOf(theirs)}.`;
    })
    .join('');
}
