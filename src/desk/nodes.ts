import type { Step } from '../domain/workflow.ts';
import type { GraphNode } from '../runs/graph.ts';
import { fallbackOf, needsOf } from '../workflows/order.ts';
import type { Run } from './run.ts';

/** A step of a workflow as a node of the graph. */
export interface StepNode extends GraphNode {
  readonly step: Step;
}

export function nodesOf({ workflow }: Pick<Run, 'workflow'>): ReadonlyMap<string, StepNode> {
  return new Map(
    Object.entries(workflow.steps).map(([name, step]) => {
      const fallback = fallbackOf(step);
      return [name, { step, needs: needsOf(step), ...(fallback ? { fallback } : {}) }];
    }),
  );
}
