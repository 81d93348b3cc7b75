import type { Registry } from '../connectors/registry.ts';
import type { Ends } from '../runs/graph.ts';
import { wordsOf } from '../workflows/holes.ts';
import { readsOfStep } from '../workflows/reads.ts';
import { isOperation } from './plan.ts';
import type { Run } from './run.ts';

type Known = Pick<Registry, 'find'>;

/** Whoever wants a third change wants another request. */
const MOST_PASSES = 3;

/** The approval that was sent back, where nothing else stopped the run: what was denied is not asked for again. */
export function sentBackIn(ends: Ends): string | undefined {
  const [stop, ...others] = [...ends.values()].filter((end) => end.state === 'stopped');
  return others.length === 0 ? stop?.sentBack : undefined;
}

/** How the steps ended that another pass does not do again: all but looks, guards, and approvals of what was not done yet. */
export function keptOf({ workflow }: Pick<Run, 'workflow'>, ends: Ends, registry: Known): Ends {
  const isKept = (name: string): boolean => {
    const step = workflow.steps[name];
    const state = ends.get(name)?.state;
    if (!step || 'require' in step || (state !== 'done' && state !== 'failed')) return false;
    if ('approve' in step) return state === 'done' && step.approve.steps.every((covered) => isKept(covered));
    return !isOperation(step) || registry.find(step.operation)?.operation.risk !== 'read';
  };
  return new Map([...ends].filter(([name]) => isKept(name)));
}

/**
 * The inputs that another pass could take with other values: those that something will be done with, and nothing was yet.
 * One that no step reads is only what a request is known by.
 */
export function changeableInputs(run: Run, ends: Ends, registry: Known): string[] {
  if ((run.pass?.number ?? 1) >= MOST_PASSES) return [];
  const { inputs, steps } = run.workflow;
  const kept = keptOf(run, ends, registry);
  const used = inputsBehind([...kept.keys()], run.workflow);
  const read = inputsBehind(
    Object.keys(steps).filter((name) => !kept.has(name)),
    run.workflow,
  );
  return Object.keys(inputs).filter((name) => read.has(name) && !used.has(name));
}

/** The inputs that these steps read, also by what they read of other steps. */
function inputsBehind(steps: readonly string[], workflow: Run['workflow']): Set<string> {
  const used = new Set<string>();
  const seen = new Set<string>();
  const visit = (name: string) => {
    const step = workflow.steps[name];
    if (!step || seen.has(name)) return;
    seen.add(name);
    for (const { path } of readsOfStep(name, step)) {
      const [root, word = ''] = wordsOf(path) ?? [];
      if (root === 'inputs') used.add(word);
      if (root === 'steps') visit(word);
    }
  };
  for (const name of steps) visit(name);
  return used;
}
