import { somebody } from '../audit/asker-facts.ts';
import { record } from '../audit/record.ts';
import type { PressAnswer } from '../chat/ears.ts';
import type { Pressed } from '../chat/event.ts';
import { may } from '../domain/right.ts';
import { inTransaction } from '../store/pool.ts';
import type { Caller } from './caller.ts';
import type { DeskParts } from './parts.ts';
import { answerWith } from './press-answer.ts';
import { type RefuseParts, refusePress } from './refuse.ts';
import type { TaskAnswer } from './task-answer.ts';

const LONGEST_WORDS = 300;

/** Takes a technician's word that work by hand is done, or that it could not be done. */
export async function answerTask(
  done: boolean,
  { data, fields, from, place }: Pressed,
  by: Caller,
  parts: Pick<DeskParts, 'pool' | 'questions' | 'runs'> & RefuseParts,
): Promise<PressAnswer> {
  const task = await parts.questions.read(data.task ?? '');
  if (task?.askedOf !== 'technicians') return answerWith('refused', 'I do not know this task any more.');
  if (!may(by, 'do-tasks', task.customerId)) {
    const { customerId, id, ticketId } = task;
    return refusePress({ right: 'do-tasks', customerId, matter: id, about: ticketId }, by, place, parts);
  }

  const words = fields.reason?.trim().slice(0, LONGEST_WORDS);
  const answer: TaskAnswer = { done, ...(words ? { words } : {}) };
  const taken = await inTransaction(parts.pool, async (client) => {
    const who = { id: by.id, name: by.name };
    if (!(await parts.questions.answer(client, task.id, JSON.stringify(answer), who))) return false;
    await record(client, {
      customerId: task.customerId,
      onceKey: `${task.id}:said`,
      actor: by.id,
      action: done ? 'task.done' : 'task.not-done',
      runId: task.runId,
      facts: { task: task.id, by: somebody(by, from, { isInteractive: true }) },
    });
    await parts.runs().tell(task.runId, task.id, { done }, client);
    return true;
  });
  if (taken) return answerWith('done', 'Thank you, I go on from there.');
  const now = await parts.questions.read(task.id);
  if (now?.answeredBy?.id === by.id) return answerWith('done', 'Thank you, I go on from there.');
  return answerWith('refused', 'This is settled already.');
}
