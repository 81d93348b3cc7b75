import type { Outcome } from '../domain/outcome.ts';
import { needsApproval } from '../domain/risk.ts';
import type { Ends, NodeEnd } from '../runs/graph.ts';
import type { DeskParts } from './parts.ts';
import { isOperation, planTitle } from './plan.ts';
import type { Run } from './run.ts';

/** What a run has come to. `changed` names what was done outside before it ended. */
export interface Conclusion {
  readonly outcome: Outcome;
  readonly why: string;
  readonly remedy?: string;
  readonly changed: readonly string[];
}

/** A decision against it counts most, then a failure that no fallback made good, then the workflow's own end. */
export function conclude(run: Run, ends: Ends, { registry }: Pick<DeskParts, 'registry'>): Conclusion {
  const changed = Object.entries(run.workflow.steps).flatMap(([name, step]) => {
    if (!isOperation(step) || ends.get(name)?.state !== 'done') return [];
    const operation = registry.find(step.operation)?.operation;
    return operation && needsApproval(operation.risk) ? [planTitle(step, operation)] : [];
  });
  const stops = [...ends.values()].filter((end) => end.state === 'stopped');
  const stop = order.flatMap((outcome) => stops.filter((end) => end.outcome === outcome))[0];
  if (stop) return { outcome: stop.outcome, why: stop.why, changed };

  const failure = [...ends].find(([name, end]) => end.state === 'failed' && !isMadeGood(name, run, ends))?.[1];
  if (failure?.state === 'failed') {
    return { outcome: 'failed', why: failure.why, changed, ...(failure.remedy ? { remedy: failure.remedy } : {}) };
  }
  return { outcome: run.workflow.end, why: '', changed };
}

const order = ['denied', 'expired', 'assigned'] as const satisfies readonly Extract<
  NodeEnd,
  { state: 'stopped' }
>['outcome'][];

function isMadeGood(name: string, run: Run, ends: Ends): boolean {
  const step = run.workflow.steps[name];
  const fallback = step && isOperation(step) ? step['on-failure'] : undefined;
  return fallback !== undefined && ends.get(fallback)?.state === 'done';
}
