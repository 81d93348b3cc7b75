import type { Registry } from '../connectors/registry.ts';
import { needsApproval } from '../domain/risk.ts';
import type { WorkflowEnd } from '../domain/workflow.ts';
import { type Ends, isAchieved, type NodeEnd } from '../runs/graph.ts';
import { nodesOf } from './nodes.ts';
import { isOperation, planTitle } from './plan.ts';
import type { Run } from './run.ts';

type Catalogue = { readonly registry: Pick<Registry, 'find'> };
type Stop = Extract<NodeEnd, { state: 'stopped' }>;

/** What a run leaves outside when it ends. */
export interface Left {
  /** The titles of what was done. */
  readonly changed: readonly string[];
  /** The titles of what may have been done, as far as anybody knows. */
  readonly doubtful: readonly string[];
}

/** What a run has come to, and what it leaves. */
export type Conclusion = Left &
  (
    | { readonly because: 'all is done'; readonly outcome: WorkflowEnd }
    | { readonly because: 'it was stopped'; readonly outcome: Stop['outcome']; readonly why: string }
    | { readonly because: 'it failed'; readonly outcome: 'failed'; readonly why: string; readonly remedy?: string }
  );

/** A decision against it counts most, then a failure that no fallback made good, then the workflow's own end. */
export function conclude(run: Run, ends: Ends, parts: Catalogue): Conclusion {
  const left = leftBy(run, ends, parts);
  const stop = weightiest([...ends.values()].filter((end) => end.state === 'stopped'));
  if (stop) return { because: 'it was stopped', outcome: stop.outcome, why: stop.why, ...left };

  const [failure] = failuresOf(run, ends);
  if (!failure) return { because: 'all is done', outcome: run.workflow.end, ...left };
  const { why, remedy } = failure;
  return { because: 'it failed', outcome: 'failed', why, ...left, ...(remedy ? { remedy } : {}) };
}

/** Of what needs an approval, all that was done; of what changes anything, all that is in doubt. */
function leftBy({ workflow }: Run, ends: Ends, { registry }: Catalogue): Left {
  const calls = Object.entries(workflow.steps).flatMap(([name, step]) => {
    const operation = isOperation(step) ? registry.find(step.operation)?.operation : undefined;
    const end = ends.get(name);
    return isOperation(step) && operation && end
      ? [{ title: planTitle(step, operation), risk: operation.risk, end }]
      : [];
  });
  return {
    changed: calls.filter(({ risk, end }) => needsApproval(risk) && end.state === 'done').map(({ title }) => title),
    doubtful: calls
      .filter(({ risk, end }) => risk !== 'read' && end.state === 'failed' && !end.definite)
      .map(({ title }) => title),
  };
}

const weights = { denied: 3, expired: 2, assigned: 1 } satisfies Record<Stop['outcome'], number>;

function weightiest(stops: readonly Stop[]): Stop | undefined {
  return [...stops].sort((a, b) => weights[b.outcome] - weights[a.outcome])[0];
}

function failuresOf(run: Run, ends: Ends) {
  const nodes = nodesOf(run);
  return [...ends].flatMap(([name, end]) => (end.state === 'failed' && !isAchieved(name, nodes, ends) ? end : []));
}
