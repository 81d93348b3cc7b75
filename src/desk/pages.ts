import type { Registry } from '../connectors/registry.ts';
import { outputShape } from '../connectors/shape.ts';
import type { Workflow } from '../domain/workflow.ts';
import type { Facts } from '../workflows/facts.ts';
import { findPath, holesIn, wordsOf } from '../workflows/holes.ts';
import { isOperation } from './plan.ts';

/** The pages a text names: only what an operation declares to be an address and answered with, never what somebody wrote. */
export function pagesIn(text: string, { steps }: Workflow, facts: Facts, registry: Pick<Registry, 'find'>): string[] {
  return holesIn(text).flatMap((path) => {
    const [root, name = '', field = '', ...deeper] = wordsOf(path) ?? [];
    const step = root === 'steps' && deeper.length === 0 ? steps[name] : undefined;
    const operation = step && isOperation(step) ? registry.find(step.operation)?.operation : undefined;
    const isPage = operation && outputShape(operation).fields[field]?.format === 'uri';
    const value = isPage ? findPath(facts, path) : undefined;
    return typeof value === 'string' && value.startsWith('https://') ? [value] : [];
  });
}
