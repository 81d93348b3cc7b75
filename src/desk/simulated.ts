import type { Simulated } from '../cards/simulated.ts';
import type { Registry } from '../connectors/registry.ts';
import type { Ends } from '../runs/graph.ts';
import { isOperation, planTitle } from './plan.ts';
import type { Run } from './run.ts';

/** What a run has only simulated so far. A customer's systems become real one after the other. */
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
  const changes = simulated.filter(({ isLook }) => !isLook);
  return {
    titles: (changes.length > 0 ? changes : simulated).map(({ title }) => title),
    isAll: simulated.length > 0 && simulated.length === done.length,
  };
}
