import type { Step, Workflow } from '../domain/workflow.ts';

type Steps = Workflow['steps'];

/** Own steps only, so that a step nobody wrote is never found. */
export function stepNamed(steps: Steps, name: string): Step | undefined {
  return Object.hasOwn(steps, name) ? steps[name] : undefined;
}

export function needsOf(step: Step | undefined): readonly string[] {
  return step?.needs ?? [];
}

/** The step that is tried when this one failed for certain. */
export function fallbackOf(step: Step | undefined): string | undefined {
  return step && 'operation' in step ? step['on-failure'] : undefined;
}

/** The steps that a fallback stands in for; none for an ordinary step. */
export function standsInFor(steps: Steps, name: string): string[] {
  return Object.keys(steps).filter((other) => fallbackOf(steps[other]) === name);
}

/** Every step that has surely ended when this one begins. A fallback begins where the step it stands in for began. */
export function before(steps: Steps, name: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (one: string) => {
    for (const need of startsAfter(steps, one)) {
      if (found.has(need)) continue;
      found.add(need);
      visit(need);
    }
  };
  visit(name);
  return found;
}

/** The names on a way that leads back to where it began. */
export function cycleIn(steps: Steps): string[] | undefined {
  const cleared = new Set<string>();
  const follow = (name: string, way: readonly string[]): string[] | undefined => {
    if (way.includes(name)) return [...way.slice(way.indexOf(name)), name];
    if (cleared.has(name)) return undefined;
    for (const next of [...needsOf(stepNamed(steps, name)), ...standsInFor(steps, name)]) {
      const cycle = follow(next, [...way, name]);
      if (cycle) return cycle;
    }
    cleared.add(name);
    return undefined;
  };
  for (const name of Object.keys(steps)) {
    const cycle = follow(name, []);
    if (cycle) return cycle;
  }
  return undefined;
}

function startsAfter(steps: Steps, name: string, seen: ReadonlySet<string> = new Set()): readonly string[] {
  const [first] = standsInFor(steps, name);
  if (first === undefined || seen.has(name)) return needsOf(stepNamed(steps, name));
  return startsAfter(steps, first, new Set([...seen, name]));
}
