import { isDeepStrictEqual } from 'node:util';
import type { Condition, Step, Workflow } from '../domain/workflow.ts';
import { soleHole } from './holes.ts';
import { before, fallbackOf, standsInFor, stepNamed } from './order.ts';

type Steps = Workflow['steps'];

/** What is sure at one point of a workflow: when a step begins, or at the end. */
export interface Moment {
  /** These have ended, one way or another. */
  readonly ended: ReadonlySet<string>;
  /** These paths have a value, because somebody asked before. */
  readonly assured: readonly string[];
  readonly when: Condition | undefined;
}

export function whenBegins(name: string, steps: Steps): Moment {
  const ended = before(steps, name);
  const when = stepNamed(steps, name)?.when;
  const asked = when && 'present' in when ? [when] : [];
  return { ended, when, assured: pathsOf([...requiredBy(ended, steps), ...asked]) };
}

export function atTheEnd(steps: Steps): Moment {
  const ended = new Set(Object.keys(steps).filter((name) => standsInFor(steps, name).length === 0));
  return { ended, when: undefined, assured: pathsOf(requiredBy(ended, steps)) };
}

/** Why a step may have no output, although it should have ended by then. */
export function doubtAbout(name: string, { ended, assured, when }: Moment, steps: Steps): string | undefined {
  if (assured.some((path) => path.startsWith(`steps.${name}.`))) return undefined;
  const step = stepNamed(steps, name);
  const [primary] = standsInFor(steps, name);
  if (primary !== undefined) return `${name} runs only when ${primary} fails`;
  if (!ended.has(name)) return `${name} is not surely done by then`;
  if (fallbackOf(step) !== undefined) return `${name} may have failed`;
  if (step?.when && !isDeepStrictEqual(step.when, when)) return `${name} may be passed over`;
  return undefined;
}

/** Whether somebody made sure that an optional field is there. */
export function isAssured(path: string, { assured }: Moment): boolean {
  return assured.some((known) => known === path || known.startsWith(`${path}.`));
}

/** Whether a step can have ended by then at all: itself, or as the fallback of one that has. */
export function mayHaveEnded(name: string, { ended }: Moment, steps: Steps): boolean {
  return ended.has(name) || standsInFor(steps, name).some((primary) => ended.has(primary));
}

/** A `require` that is passed over assures nothing. */
function requiredBy(ended: ReadonlySet<string>, steps: Steps): Condition[] {
  return [...ended].flatMap((name) => conditionOf(stepNamed(steps, name)));
}

function conditionOf(step: Step | undefined): Condition[] {
  return step && 'require' in step && !step.when ? [step.require] : [];
}

function pathsOf(conditions: readonly Condition[]): string[] {
  return conditions.flatMap((condition) => {
    const path = soleHole(condition.value);
    const asksForNothing = 'present' in condition && !condition.present;
    return path === undefined || asksForNothing ? [] : [path];
  });
}
