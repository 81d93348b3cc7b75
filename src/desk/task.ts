import { notReallyDone } from '../cards/simulated.ts';
import { type TaskState, taskMessage } from '../cards/task.ts';
import type { Registry } from '../connectors/registry.ts';
import type { TaskStep, Watch } from '../domain/workflow.ts';
import { inMilliseconds, inPlainTime } from '../lib/duration.ts';
import type { Ends, NodeEnd } from '../runs/graph.ts';
import type { Facts } from '../workflows/facts.ts';
import { fill, findPath, soleHole } from '../workflows/holes.ts';
import { pagesIn } from './pages.ts';
import { factsOf, type Run } from './run.ts';
import { simulatedIn } from './simulated.ts';

/** A task of one run, with everything filled in. */
export interface Task {
  readonly id: string;
  readonly step: TaskStep;
  readonly text: string;
  readonly pages: readonly string[];
  readonly watch: (Pick<Watch, 'operation' | 'reading' | 'unit' | 'risen-by'> & Watched) | undefined;
}

interface Watched {
  readonly input: unknown;
  readonly before: number;
}

export function taskOf(
  name: string,
  step: TaskStep,
  run: Run,
  ends: Ends,
  registry: Pick<Registry, 'find' | 'isSimulated'>,
): Task {
  const facts = factsOf(run, ends);
  const { watch } = step;
  return {
    id: `${run.id}:${name}`,
    step,
    text: [String(fill(step.task, facts)), ...notReallyDone(simulatedIn(run, ends, { registry }))].join(' '),
    pages: pagesIn(step.task, run.workflow, facts, registry),
    watch: watch && watched(watch, facts),
  };
}

/** Without a reading before the work there is nothing to compare with: then only a person can say that it was done. */
function watched(watch: Watch, facts: Facts): Task['watch'] {
  const before = findPath(facts, soleHole(watch.before) ?? '');
  return typeof before === 'number' ? { ...watch, input: fill(watch.with, facts), before } : undefined;
}

/** What a step has come to when its task is in this state; nothing nobody saw or said is done. */
export function endOf({ step, watch }: Task, state: TaskState, after: number | undefined): NodeEnd {
  switch (state.is) {
    case 'seen':
    case 'done': {
      const by = state.is === 'done' ? state.by : 'the desk';
      const said = state.is === 'done' ? `${by} says that it is done${quoted(state)}.` : '';
      const report = [said, readings(watch, after)];
      const output = { by, report: report.filter(Boolean).join(' '), ...(after === undefined ? {} : { after }) };
      return { state: 'done', output };
    }
    case 'not-done': {
      return { state: 'stopped', outcome: 'assigned', why: `${state.by} could not do it${quoted(state)}.` };
    }
    case 'open':
    case 'expired': {
      const long = inPlainTime(inMilliseconds(step.within));
      return { state: 'stopped', outcome: 'assigned', why: `Within ${long} nobody said that it was done.` };
    }
  }
}

function quoted({ words }: { readonly words?: string }): string {
  return words ? `: “${words}”` : '';
}

/** Nobody is told of a change that can't be read. */
function readings(watch: Task['watch'], after: number | undefined): string {
  if (!watch || after === undefined) return '';
  if (after <= watch.before) return `I still read ${after} ${watch.unit}, as before.`;
  return `Before: ${watch.before} ${watch.unit}. Now: ${after} ${watch.unit}.`;
}

/** The card that technicians see of it. */
export function messageOf(
  { id, text, pages, watch }: Task,
  state: TaskState,
  { ticket, customer }: Run,
  after?: number,
) {
  return taskMessage({
    id,
    ticketId: ticket.id,
    customerName: customer.name,
    requesterName: ticket.requester.name,
    subject: ticket.subject,
    task: text,
    pages,
    state,
    ...(watch ? { before: `${watch.before} ${watch.unit}` } : {}),
    ...(watch && after !== undefined ? { after: `${after} ${watch.unit}` } : {}),
  });
}
