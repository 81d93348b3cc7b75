import { progressMessage, type StepState } from '../cards/progress.ts';
import type { MessageRef } from '../domain/place.ts';
import type { Step } from '../domain/workflow.ts';
import type { Ends, NodeEnd } from '../runs/graph.ts';
import type { Moves } from '../runs/move.ts';
import { rewrite, say } from './audience.ts';
import type { DeskParts } from './parts.ts';
import type { Run } from './run.ts';

/** One message that follows a run. Losing a state of it costs nothing: the next one shows everything. */
export interface Progress {
  readonly ref: MessageRef | null;
  /** Shows that these steps are at work now, and what everybody waits for. */
  show(atWork: readonly string[], ends: Ends, note?: string): void;
  /** Shows the last state and returns when it stands. */
  finish(ends: Ends): Promise<void>;
}

/** Worth watching is what waits for somebody's approval; the rest is over before one looks. */
export function isWorthWatching({ workflow }: Run): boolean {
  return Object.values(workflow.steps).some((step) => 'approve' in step);
}

export function beginProgress(run: Run, parts: DeskParts): Promise<MessageRef> {
  return say(run.ticket.place, progressOf(run, [], new Map()), parts);
}

/** Rewrites the message one state at a time; a state that was overtaken while another one was shown is left out. */
export function followProgress(run: Run, ref: MessageRef | null, parts: DeskParts): Progress {
  let next: (() => Promise<void>) | undefined;
  let showing: Promise<void> = Promise.resolve();
  let idle = true;

  const drain = async () => {
    while (next) {
      const one = next;
      next = undefined;
      await one();
    }
    idle = true;
  };
  const put = (state: ReturnType<typeof progressOf>) => {
    if (!ref) return;
    next = () => rewrite([ref], state, parts);
    if (idle) {
      idle = false;
      showing = drain();
    }
  };
  return {
    ref,
    show: (atWork, ends, note) => put(progressOf(run, atWork, ends, note)),
    async finish(ends) {
      put(progressOf(run, [], ends));
      await showing;
    },
  };
}

/** The same moves; before the work of each is done, `note` is called. A replay does no work and notes nothing. */
export function* noting<T>(moves: Moves<T>, note: () => void): Moves<T> {
  let next = moves.next();
  while (!next.done) {
    const move = next.value;
    const noted =
      move.kind === 'wait'
        ? move
        : {
            ...move,
            work: () => {
              note();
              return move.work();
            },
          };
    let answer: unknown;
    try {
      answer = yield noted;
    } catch (error) {
      next = moves.throw(error);
      continue;
    }
    next = moves.next(answer);
  }
  return next.value;
}

const marks = { done: 'done', 'passed-over': 'skipped', failed: 'failed' } as const;
const stopMarks = { denied: 'denied', expired: 'expired', assigned: 'failed' } as const;

function progressOf(run: Run, atWork: readonly string[], ends: Ends, note?: string) {
  const steps = Object.entries(run.workflow.steps).flatMap(([name, step]) => {
    if ('require' in step) return []; // a check takes no time; what it finds is told at the end
    const end = ends.get(name);
    return [
      {
        title: titleOf(name, step),
        state: end ? markOf(name, end, run) : atWork.includes(name) ? 'running' : 'waiting',
      },
    ];
  });
  return progressMessage({ ticketId: run.ticket.id, title: run.workflow.title, steps, ...(note ? { note } : {}) });
}

function markOf(name: string, end: NodeEnd, { workflow }: Run): StepState {
  if (end.state === 'stopped') return stopMarks[end.outcome];
  if (end.state !== 'not-run') return marks[end.state];
  const isFallback = Object.values(workflow.steps).some((step) => 'on-failure' in step && step['on-failure'] === name);
  return isFallback ? 'skipped' : 'not-begun';
}

function titleOf(name: string, { title }: Step): string {
  return title ?? name.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());
}
