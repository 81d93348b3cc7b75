import type { Registry } from '../connectors/registry.ts';
import type { Condition, Workflow } from '../domain/workflow.ts';
import { applies } from '../workflows/condition.ts';
import type { Facts } from '../workflows/facts.ts';
import { findPath, holesIn, soleHole, wordsOf } from '../workflows/holes.ts';
import { before } from '../workflows/order.ts';
import { isOperation } from './plan.ts';

/** The steps before this one that only looked something up, in the order in which the workflow names them. */
export function looksBefore(step: string, { steps }: Workflow, registry: Pick<Registry, 'find'>): string[] {
  const earlier = before(steps, step);
  return Object.entries(steps).flatMap(([name, one]) => {
    const isLook = isOperation(one) && registry.find(one.operation)?.operation.risk === 'read';
    return isLook && earlier.has(name) ? [name] : [];
  });
}

/**
 * What was looked up, and the calls or their guards rest on, by what it is called. Of a measure that always moves, only
 * on which side of its limit it stands.
 */
export function restsOf(
  step: string,
  covered: readonly string[],
  workflow: Workflow,
  facts: Facts,
  registry: Pick<Registry, 'find'>,
): Record<string, unknown> {
  const looks = new Set(looksBefore(step, workflow, registry));
  const isLooked = (path: string) => {
    const [root, name = ''] = wordsOf(path) ?? [];
    return root === 'steps' && looks.has(name) && findPath(facts, path) !== undefined;
  };
  const guards = [...before(workflow.steps, step)].flatMap((name) => guardsOf(workflow.steps[name]));
  const exact = [
    ...guards.filter((guard) => !isMeasure(guard)).map(pathOf),
    ...covered.flatMap((name) => valuesOf(workflow.steps[name])),
    ...[...looks].map((name) => `steps.${name}.privileged`),
  ];
  const measured = guards.filter(isMeasure).filter((guard) => isLooked(pathOf(guard)));
  const named: [string, unknown][] = [
    ...exact.filter(isLooked).map((path): [string, unknown] => [path, findPath(facts, path)]),
    ...measured.map((guard): [string, unknown] => [nameOf(guard), applies(guard, facts)]),
  ];
  return Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function guardsOf(step: Workflow['steps'][string] | undefined): Condition[] {
  if (!step) return [];
  return [...(step.when ? [step.when] : []), ...('require' in step ? [step.require] : [])];
}

function valuesOf(step: Workflow['steps'][string] | undefined): string[] {
  return step && isOperation(step) ? holesIn(step.with) : [];
}

function pathOf({ value }: Condition): string {
  return soleHole(value) ?? value;
}

function isMeasure(condition: Condition): boolean {
  return 'above' in condition || 'below' in condition;
}

function nameOf(condition: Condition): string {
  const limit =
    'above' in condition ? `above ${condition.above}` : 'below' in condition ? `below ${condition.below}` : '';
  return `${pathOf(condition)} ${limit}`;
}
