import type { Condition, Workflow } from '../../domain/workflow.ts';
import type { Finding, Path } from '../../lib/finding.ts';
import type { Catalogue } from '../catalogue.ts';
import { soleHole } from '../holes.ts';
import { canBe, inWords, isNumber } from '../kinds.ts';
import { meaningOf } from '../meaning.ts';

/** Comparisons that can come out either way. */
export function conditions(workflow: Workflow, catalogue: Catalogue): Finding[] {
  return Object.entries(workflow.steps).flatMap(([name, step]) => [
    ...(step.when ? compared(step.when, ['steps', name, 'when'], workflow, catalogue) : []),
    ...('require' in step ? compared(step.require, ['steps', name, 'require'], workflow, catalogue) : []),
  ]);
}

function compared(condition: Condition, at: Path, workflow: Workflow, catalogue: Catalogue): Finding[] {
  const path = soleHole(condition.value);
  const meaning = path === undefined ? undefined : meaningOf(path, workflow, catalogue);
  if (!meaning || !('field' in meaning)) return [];

  const { field } = meaning;
  const fixed = valuesIn(condition);
  if (fixed === 'number') {
    if (isNumber(field)) return [];
    return [
      {
        at,
        message: `${condition.value} is ${inWords(field)} and never above or below`,
        remedy: 'Compare it with `equals`.',
      },
    ];
  }
  return fixed
    .filter((value) => !canBe(field, value))
    .map((value) => ({
      at,
      message: `${condition.value} is never ${JSON.stringify(value)}`,
      remedy: `It is ${inWords(field)}.`,
    }));
}

function valuesIn(condition: Condition): 'number' | readonly (string | number | boolean)[] {
  if ('equals' in condition) return [condition.equals];
  if ('not-equals' in condition) return [condition['not-equals']];
  if ('one-of' in condition) return condition['one-of'];
  return 'present' in condition ? [] : 'number';
}
