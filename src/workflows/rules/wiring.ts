import type { Workflow } from '../../domain/workflow.ts';
import type { Finding, Path } from '../../lib/finding.ts';
import { noSteps } from '../issues.ts';
import { among } from '../meaning.ts';
import { cycleIn, fallbackOf, needsOf, standsInFor, stepNamed } from '../order.ts';

/** How steps hang together: the guide's five rules in its own words, and names that lead nowhere. */
export function wiring({ steps }: Workflow): Finding[] {
  if (Object.keys(steps).length === 0) return [noSteps];
  return [...strayNames(steps), ...fallbacks(steps), ...loneSteps(steps), ...circles(steps), ...ends(steps)];
}

type Steps = Workflow['steps'];

function strayNames(steps: Steps): Finding[] {
  return Object.entries(steps).flatMap(([name, step]) => {
    const fallback = fallbackOf(step);
    const named: (readonly [string, Path])[] = [
      ...needsOf(step).map((need, index) => [need, ['steps', name, 'needs', index]] as const),
      ...(fallback === undefined ? [] : [[fallback, ['steps', name, 'on-failure']] as const]),
      ...('approve' in step
        ? step.approve.steps.map((one, index) => [one, ['steps', name, 'approve', 'steps', index]] as const)
        : []),
    ];
    return named.flatMap(([other, at]) => strayName(name, other, at, steps));
  });
}

function strayName(name: string, other: string, at: Path, steps: Steps): Finding[] {
  if (other === name) return [{ at, message: `${name} names itself`, remedy: 'Name another step, or take this out.' }];
  if (stepNamed(steps, other)) return [];
  const others = Object.keys(steps).filter((known) => known !== name);
  const remedy = others.length > 0 ? among(other, others) : `Add a step ${other}.`;
  return [{ at, message: `There is no step ${other}`, remedy }];
}

/** A fallback begins when the step it stands in for fails, and at no other time. */
function fallbacks(steps: Steps): Finding[] {
  return Object.entries(steps).flatMap(([name, step]) => {
    const [first, second] = standsInFor(steps, name);
    if (first === undefined) return [];
    const ownNeeds = {
      at: ['steps', name, 'needs'],
      message: `${name} begins when ${first} fails and can't wait for more`,
    };
    return [
      ...(needsOf(step).length > 0 ? [{ ...ownNeeds, remedy: 'Take its `needs` out.' }] : []),
      ...waitersFor(name, first, steps),
      ...(second === undefined ? [] : [sharedFallback(name, first, second)]),
    ];
  });
}

function waitersFor(fallback: string, primary: string, steps: Steps): Finding[] {
  return Object.entries(steps).flatMap(([name, step]) => {
    const index = needsOf(step).indexOf(fallback);
    const message = `${fallback} runs only when ${primary} fails, so nothing can wait for it`;
    return index < 0 ? [] : [{ at: ['steps', name, 'needs', index], message, remedy: `Need ${primary} instead.` }];
  });
}

function sharedFallback(name: string, first: string, second: string): Finding {
  const message = `${name} already stands in for ${first}`;
  return { at: ['steps', second, 'on-failure'], message, remedy: `Give ${second} a fallback of its own.` };
}

function loneSteps(steps: Steps): Finding[] {
  const names = Object.keys(steps);
  if (names.length < 2) return [];
  const hasEdge = (name: string) =>
    neighbours(name, steps).some((other) => other !== name) ||
    names.some((other) => other !== name && neighbours(other, steps).includes(name));
  return names
    .filter((name) => !hasEdge(name))
    .map((name) => ({
      at: ['steps', name],
      onKey: true,
      message: 'Agents must be connected',
      remedy: `Say in \`needs\` what ${name} waits for, or let another step need it.`,
    }));
}

function neighbours(name: string, steps: Steps): string[] {
  const step = stepNamed(steps, name);
  return [...needsOf(step), fallbackOf(step) ?? name].filter((other) => stepNamed(steps, other));
}

function circles(steps: Steps): Finding[] {
  const [first, ...others] = cycleIn(steps) ?? [];
  if (first === undefined) return [];
  const way = [first, ...others].join(' → ');
  const remedy = `Take one of these out of \`needs\` or \`on-failure\`: ${way}.`;
  return [{ at: ['steps', first], onKey: true, message: 'Workflow contains circular dependencies', remedy }];
}

function ends(steps: Steps): Finding[] {
  const ordinary = Object.keys(steps).filter((name) => standsInFor(steps, name).length === 0);
  const needed = new Set(Object.values(steps).flatMap(needsOf));
  const starts = ordinary.some((name) => !needsOf(steps[name]).some((need) => stepNamed(steps, need)));
  const stops = ordinary.some((name) => !needed.has(name));
  return [
    ...(starts ? [] : [{ ...noEnd, message: 'Workflow must have at least one starting point', remedy: startRemedy }]),
    ...(stops ? [] : [{ ...noEnd, message: 'Workflow must have at least one end point', remedy: endRemedy }]),
  ];
}

const noEnd = { at: ['steps'], onKey: true };
const startRemedy = 'Let one step need no other.';
const endRemedy = 'Let one step be needed by no other.';
