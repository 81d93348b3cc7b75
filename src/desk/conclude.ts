import { needsApproval } from '../domain/risk.ts';
import type { WorkflowEnd } from '../domain/workflow.ts';
import { type Ends, isAchieved, type NodeEnd } from '../runs/graph.ts';
import { nodesOf } from './nodes.ts';
import type { DeskParts } from './parts.ts';
import { isOperation, planTitle } from './plan.ts';
import type { Run } from './run.ts';

type Stop = Extract<NodeEnd, { state: 'stopped' }>;

/** What a run has come to. `changed` names what was done outside before it ended. */
export type Conclusion = { readonly changed: readonly string[] } & (
  | { readonly because: 'all is done'; readonly outcome: WorkflowEnd }
  | { readonly because: 'it was stopped'; readonly outcome: Stop['outcome']; readonly why: string }
  | { readonly because: 'it failed'; readonly outcome: 'failed'; readonly why: string; readonly remedy?: string }
);

/** A decision against it counts most, then a failure that no fallback made good, then the workflow's own end. */
export function conclude(run: Run, ends: Ends, parts: Pick<DeskParts, 'registry'>): Conclusion {
  const changed = changedBy(run, ends, parts);
  const stop = weightiest([...ends.values()].filter((end) => end.state === 'stopped'));
  if (stop) return { because: 'it was stopped', outcome: stop.outcome, why: stop.why, changed };

  const [failure] = failuresOf(run, ends);
  if (!failure) return { because: 'all is done', outcome: run.workflow.end, changed };
  const { why, remedy } = failure;
  return { because: 'it failed', outcome: 'failed', why, changed, ...(remedy ? { remedy } : {}) };
}

/** The titles of what was done that needed an approval. */
function changedBy({ workflow }: Run, ends: Ends, { registry }: Pick<DeskParts, 'registry'>): string[] {
  return Object.entries(workflow.steps).flatMap(([name, step]) => {
    if (!isOperation(step) || ends.get(name)?.state !== 'done') return [];
    const operation = registry.find(step.operation)?.operation;
    return operation && needsApproval(operation.risk) ? [planTitle(step, operation)] : [];
  });
}

const weights = { denied: 3, expired: 2, assigned: 1 } satisfies Record<Stop['outcome'], number>;

function weightiest(stops: readonly Stop[]): Stop | undefined {
  return [...stops].sort((a, b) => weights[b.outcome] - weights[a.outcome])[0];
}

function failuresOf(run: Run, ends: Ends) {
  const nodes = nodesOf(run);
  return [...ends].flatMap(([name, end]) => (end.state === 'failed' && !isAchieved(name, nodes, ends) ? end : []));
}
