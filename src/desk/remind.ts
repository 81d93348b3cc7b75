import { noticeMessage } from '../cards/notice.ts';
import { plain } from '../cards/plain.ts';
import type { Approval } from '../domain/approval.ts';
import { anyOf } from '../lib/any-of.ts';
import { inMilliseconds, inPlainTime } from '../lib/duration.ts';
import { undecided } from './approval-card.ts';
import { customerIn } from './audience.ts';
import type { DeskParts } from './parts.ts';
import type { Run } from './run.ts';
import { tellConcerned } from './tell-concerned.ts';

/** Tells those whose answer is missing how much time is left, once and quietly. */
export async function remind(id: string, run: Run, parts: DeskParts): Promise<void> {
  const approval = await parts.approvals.read(id);
  const left = inMilliseconds(await parts.approvals.timeUntil(id, 1));
  if (approval?.state !== 'pending' || left <= 1) return;

  const roster = await parts.roster();
  const customer = customerIn(roster, approval.customerId);
  const missing = undecided(approval, roster.people);
  const names = missing.map(({ name }) => plain(name, 80));
  const who = names.length > 0 ? ` ${anyOf(names)} can decide.` : '';
  const text = `Still waiting for approval, ${inPlainTime(left)} left: ${aboutOf(approval, customer.name)}.${withWhom(approval)}${who}`;
  await tellConcerned([approval], missing, customer, noticeMessage(text), parts);
  parts.log.info('approval.reminded', { run: run.id, approval: id });
}

/** What it is about, in one line. */
export function aboutOf({ calls, target }: Approval, customerName: string): string {
  const what = plain(calls.map(({ title }) => title).join(', '), 200);
  return `${what} for ${plain(target.value, 120)} at ${plain(customerName, 80)}`;
}

function withWhom({ handedTo }: Approval): string {
  return handedTo ? ` ${plain(handedTo.to.name, 80)} has it.` : '';
}
