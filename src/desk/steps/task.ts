import type { TaskState } from '../../cards/task.ts';
import type { Registry } from '../../connectors/registry.ts';
import type { TaskStep } from '../../domain/workflow.ts';
import { type Duration, inMilliseconds } from '../../lib/duration.ts';
import type { Ends, NodeEnd } from '../../runs/graph.ts';
import { type Moves, step as move, wait } from '../../runs/move.ts';
import { type Audience, currentCustomer, rewrite, tellRole } from '../audience.ts';
import type { DeskParts } from '../parts.ts';
import type { Run } from '../run.ts';
import { endOf, messageOf, type Task, taskOf } from '../task.ts';
import { TaskAnswer } from '../task-answer.ts';
import { readingOf } from '../task-reading.ts';

type Parts = Audience &
  Pick<DeskParts, 'questions' | 'tickets'> & { readonly registry: Pick<Registry, 'find' | 'call' | 'isSimulated'> };

/** How long the desk waits before each look; the last one again and again. */
const pauses: readonly Duration[] = ['1m', '2m', '5m', '15m'];

/** Shows technicians what to do by hand, and looks now and then until it was seen, said, or the time is over. */
export function* performTask(name: string, step: TaskStep, run: Run, ends: Ends, parts: Parts): Moves<NodeEnd> {
  const task = taskOf(name, step, run, ends, parts.registry);
  yield* move(`${name}: ask`, () => ask(task, run, parts));
  for (const pause of pausesWithin(step.within)) {
    yield* wait(task.id, pause);
    const end: NodeEnd | null = yield* move(`${name}: look`, () => look(task, run, parts));
    if (end) return end;
  }
  return yield* move(`${name}: give up`, () => giveUp(task, run, parts));
}

/** Together they last exactly as long as there is. */
function* pausesWithin(within: Duration): Iterable<Duration> {
  let left = inMilliseconds(within);
  for (let look = 0; left > 0; look += 1) {
    const pause = Math.min(left, inMilliseconds(pauses[Math.min(look, pauses.length - 1)] ?? within));
    left -= pause;
    yield `${pause}ms`;
  }
}

async function ask(task: Task, run: Run, parts: Parts): Promise<void> {
  const { ticket } = run;
  const { id, step, text } = task;
  run.waitingFor('Waiting for a technician, who does this by hand.');
  await parts.questions.ask(
    {
      id,
      runId: run.id,
      ticketId: ticket.id,
      customerId: ticket.customerId,
      requester: ticket.requester,
      askedOf: 'technicians',
      text,
    },
    step.within,
  );
  if ((await parts.questions.read(id))?.cards.length) return;
  const customer = await currentCustomer(ticket.customerId, parts);
  const cards = await tellRole('technician', customer, messageOf(task, { is: 'open' }, run), parts);
  await parts.questions.shownOn(id, cards);
  await parts.tickets.moved(ticket.id, 'waiting for a technician');
}

/** What somebody said counts; if nobody said anything, what can be seen. `null`: neither, so far. */
async function look(task: Task, run: Run, parts: Parts): Promise<NodeEnd | null> {
  const said = await answerTo(task, parts);
  if (said) return finish(task, said, run, parts);

  const after = await readAfter(task, run, parts);
  if (!task.watch || after === undefined || after < task.watch.before + task.watch['risen-by']) return null;
  return finish(task, await closed(task, { is: 'seen' }, parts), run, parts, after);
}

async function giveUp(task: Task, run: Run, parts: Parts): Promise<NodeEnd> {
  return finish(task, await closed(task, { is: 'expired' }, parts), run, parts);
}

/** Nobody can answer any more; whoever answered before that is heard. */
async function closed(task: Task, otherwise: TaskState, parts: Parts): Promise<TaskState> {
  await parts.questions.close(task.id);
  return (await answerTo(task, parts)) ?? otherwise;
}

async function answerTo({ id }: Task, { questions }: Parts): Promise<TaskState | undefined> {
  const question = await questions.read(id);
  if (question?.answer === undefined) return undefined;
  const { done, words } = TaskAnswer.parse(JSON.parse(question.answer));
  const by = question.answeredBy?.name ?? 'Somebody';
  return { is: done ? 'done' : 'not-done', by, ...(words ? { words } : {}) };
}

async function finish(task: Task, state: TaskState, run: Run, parts: Parts, seen?: number): Promise<NodeEnd> {
  const after = seen ?? (state.is === 'done' ? await readAfter(task, run, parts) : undefined);
  const question = await parts.questions.read(task.id);
  await rewrite(question?.cards ?? [], messageOf(task, state, run, after), parts);
  await parts.tickets.moved(run.ticket.id, 'at work');
  return endOf(task, state, after);
}

async function readAfter({ watch }: Task, run: Run, parts: Parts): Promise<number | undefined> {
  return watch && readingOf(watch, run, parts);
}
