import type { Message } from '../cards/card.ts';
import { progressMessage, type StepState } from '../cards/progress.ts';
import type { MessageRef } from '../domain/place.ts';
import type { Step } from '../domain/workflow.ts';
import { createLatest } from '../lib/latest.ts';
import type { Ends, NodeEnd } from '../runs/graph.ts';
import { standsInFor } from '../workflows/order.ts';
import { type Audience, isInteractive, rewrite, say } from './audience.ts';
import type { Run } from './run.ts';

/** One message that follows a run. Losing a state of it costs nothing: the next one shows everything. */
export interface Progress {
  /** Shows that these steps are at work now, and what everybody waits for. */
  show(atWork: readonly string[], ends: Ends, note?: string): void;
  /** Shows the last state and returns when it stands. */
  finish(ends: Ends): Promise<void>;
}

/** Worth watching is what waits for somebody's approval, where it can be watched; the rest is over before one looks. */
export function isWorthWatching({ workflow, ticket }: Run, parts: Audience): boolean {
  if (ticket.batch || !isInteractive(ticket.place, parts)) return false;
  return Object.values(workflow.steps).some((step) => 'approve' in step);
}

export function beginProgress(run: Run, parts: Audience): Promise<MessageRef> {
  return say(run.ticket.place, progressOf(run, [], new Map()), parts);
}

/** Rewrites the message one state at a time; a state that was overtaken while another one was shown is left out. */
export function followProgress(run: Run, ref: MessageRef | null, parts: Audience): Progress {
  const latest = createLatest();
  const put = (atWork: readonly string[], ends: Ends, note?: string) => {
    const state = progressOf(run, atWork, ends, note);
    if (ref) latest.put(() => rewrite([ref], state, parts));
  };
  return {
    show: put,
    async finish(ends) {
      put([], ends);
      await latest.settled();
    },
  };
}

const marks = { done: 'done', 'passed-over': 'skipped', failed: 'failed' } as const;
const stopMarks = { denied: 'denied', expired: 'expired', assigned: 'failed' } as const;

function progressOf(run: Run, atWork: readonly string[], ends: Ends, note?: string): Message {
  const steps = Object.entries(run.workflow.steps).flatMap(([name, step]) => {
    if ('require' in step) return []; // a check takes no time; what it finds is told at the end
    const end = ends.get(name);
    const state = end ? markOf(name, end, run) : atWork.includes(name) ? 'running' : 'waiting';
    return [{ title: titleOf(name, step), state } as const];
  });
  return progressMessage({ ticketId: run.ticket.id, title: run.workflow.title, steps, ...(note ? { note } : {}) });
}

function markOf(name: string, end: NodeEnd, { workflow }: Run): StepState {
  if (end.state === 'stopped') return stopMarks[end.outcome];
  if (end.state !== 'not-run') return marks[end.state];
  return standsInFor(workflow.steps, name).length > 0 ? 'skipped' : 'not-begun';
}

function titleOf(name: string, { title }: Step): string {
  return title ?? name.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());
}
