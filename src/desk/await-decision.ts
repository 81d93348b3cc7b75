import type { EscalationTime } from '../domain/customer.ts';
import { type Moves, step as move, wait } from '../runs/move.ts';
import type { Asked } from './ask-approvers.ts';
import type { Question } from './asked-approval.ts';
import { escalate } from './escalate.ts';
import type { DeskParts } from './parts.ts';
import { remind } from './remind.ts';
import type { Run } from './run.ts';
import { dueOn, openOn, sheetOf } from './sheet.ts';

/** How much of the time to decide is over when somebody is told, and what comes next. */
const moments = [
  { name: 'half', reminds: true, next: 0.75 },
  { name: 'three-quarters', reminds: false, next: 1 },
] as const satisfies { name: EscalationTime; reminds: boolean; next: number }[];

type Waiting = Pick<Extract<Asked, { readonly state: 'asked' }>, 'untilHalf'>;

/**
 * Waits for a decision as long as there is time; on the way those who can give it are told. Each piece of the wait is
 * measured from now to a moment that the database knows, so that the pieces together are never longer than the whole.
 */
export function* awaitDecision({ id, step }: Question, asked: Waiting, run: Run, parts: DeskParts): Moves<void> {
  let within = asked.untilHalf;
  for (const moment of moments) {
    if ((yield* wait(id, within)) !== null) return;
    within = yield* move(`${step}: ${moment.name} of the time`, async () => {
      const sheet = await sheetOf(id, parts);
      const { open } = await openOn(sheet, parts);
      const due = await dueOn(sheet, moment.name, open, run, parts);
      await escalate(due, sheet, moment.name, run, parts);
      if (moment.reminds && due.length > 0) await remind(id, run, parts);
      return parts.approvals.timeUntil(id, moment.next);
    });
  }
  yield* wait(id, within);
}
