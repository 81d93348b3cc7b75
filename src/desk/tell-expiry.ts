import { noticeMessage } from '../cards/notice.ts';
import { plain } from '../cards/plain.ts';
import { hasRole, isSamePerson } from '../domain/person.ts';
import { inMilliseconds } from '../lib/duration.ts';
import { aboutOf } from './about-of.ts';
import type { DeskParts } from './parts.ts';
import type { Run } from './run.ts';
import { dueOn, pendingOn, type Sheet, sheetOf } from './sheet.ts';
import { tellConcerned } from './tell-concerned.ts';
import { GATHERING } from './together.ts';

/**
 * Tells everybody who was asked, and the technicians, that the time is over; of a list once, when what would expire at the
 * same time has come to its end too. Whoever asked is told at the end of the run.
 */
export async function tellExpiry(id: string, run: Run, parts: DeskParts): Promise<void> {
  const roster = await parts.roster();
  const customer = roster.customers.find((known) => known.id === run.customer.id);
  if (!customer) return; // one that has gone is served no more
  const sheet = await sheetOf(id, parts);
  if (await isAboutToExpire(sheet, parts)) return;
  const expired = sheet.approvals.filter(({ state }) => state === 'expired');
  const due = await dueOn(sheet, 'end', expired, run, parts);
  const [first] = due;
  if (!first) return;

  const { requester } = first;
  const asked = new Set(due.flatMap(({ approverIds }) => approverIds));
  const concerned = roster.people.filter(
    (one) => !isSamePerson(one, requester) && (asked.has(one.id) || hasRole(one, 'technician', customer.id)),
  );
  const who = plain(requester.name, 80);
  const nothing = `Nothing was changed${sheet.list ? ' for them' : ''}.`;
  const text = `Nobody decided in time: ${aboutOf(due, sheet, customer.name)}, asked by ${who}. ${nothing} ${who} can ask again.`;
  await tellConcerned(due, concerned, customer, noticeMessage(text), parts);
}

/** Also what has expired and its run has not noticed yet. Whichever ends last tells of all. */
async function isAboutToExpire(sheet: Sheet, { approvals }: Pick<DeskParts, 'approvals'>): Promise<boolean> {
  const pending = pendingOn(sheet).map(({ id }) => id);
  const left = await approvals.timeLeft(pending);
  return pending.some((id) => (left.get(id) ?? 0) <= inMilliseconds(GATHERING));
}
