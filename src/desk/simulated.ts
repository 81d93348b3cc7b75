import type { Registry } from '../connectors/registry.ts';
import type { Ends } from '../runs/graph.ts';
import { isOperation, planTitle } from './plan.ts';
import type { Run } from './run.ts';

/** What a run has only simulated, by title; a customer's systems become real one after the other. */
export type Simulated = 'everything' | readonly string[];

export function simulatedIn(
  { workflow, customer }: { readonly workflow: Pick<Run['workflow'], 'steps'>; readonly customer: Run['customer'] },
  ends: Ends,
  { registry }: { readonly registry: Pick<Registry, 'find' | 'isSimulated'> },
): Simulated {
  const done = Object.entries(workflow.steps).flatMap(([name, step]) => {
    const found = isOperation(step) && ends.get(name)?.state === 'done' ? registry.find(step.operation) : undefined;
    if (!isOperation(step) || !found) return [];
    const { operation } = found;
    const isSimulated = registry.isSimulated(step.operation, customer);
    return [{ title: planTitle(step, operation), isLook: operation.risk === 'read', isSimulated }];
  });
  const simulated = done.filter(({ isSimulated }) => isSimulated);
  if (simulated.length > 0 && simulated.length === done.length) return 'everything';
  const changes = simulated.filter(({ isLook }) => !isLook);
  return (changes.length > 0 ? changes : simulated).map(({ title }) => title);
}
