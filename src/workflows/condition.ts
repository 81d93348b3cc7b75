import type { Condition } from '../domain/workflow.ts';
import type { Facts } from './facts.ts';
import { findPath, HoleError, readPath, soleHole } from './holes.ts';

/** Whether a condition holds. An absent value holds for nothing and is an error for all but `present`. */
export function applies(condition: Condition, facts: Facts): boolean {
  const path = soleHole(condition.value) ?? condition.value;
  if ('present' in condition) return isKnown(findPath(facts, path)) === condition.present;

  const value = readPath(facts, path);
  if ('equals' in condition) return value === condition.equals;
  if ('not-equals' in condition) return value !== condition['not-equals'];
  if ('above' in condition) return number(value, path) > condition.above;
  if ('below' in condition) return number(value, path) < condition.below;
  return condition['one-of'].some((allowed) => allowed === value);
}

function isKnown(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function number(value: unknown, path: string): number {
  if (typeof value === 'number') return value;
  throw new HoleError(
    path,
    `\${${path}} is not a number.`,
    'Compare it with `equals`, or name a field that is a number.',
  );
}
