import type { Step, Workflow } from '../domain/workflow.ts';
import type { Catalogue } from './catalogue.ts';
import type { GivenInputs } from './gather.ts';
import { wordsOf } from './holes.ts';
import { before } from './order.ts';
import { readsOfStep } from './reads.ts';

type Operations = Pick<Catalogue, 'find'>;

/** Inputs that may be used as they are, and those of which the text is no good source, by name. */
export interface Sifted {
  readonly inputs: GivenInputs;
  readonly unconfirmed: readonly string[];
}

/** What a message says of an input is used only where somebody who approves sees it first; otherwise it is asked for. */
export function sift(workflow: Workflow, inputs: GivenInputs, operations: Operations): Sifted {
  const unconfirmed = Object.entries(inputs)
    .filter(([name, { origin }]) => origin === 'message text' && !isApproved(name, workflow, operations))
    .map(([name]) => name);
  const kept = Object.entries(inputs).filter(([name]) => !unconfirmed.includes(name));
  return { inputs: Object.fromEntries(kept), unconfirmed };
}

/**
 * Whether an approval covers every step that acts on an input, directly or through what it looked up. Work by hand and
 * what is handed over count as covered once such an approval was given before them.
 */
export function isApproved(input: string, { steps }: Workflow, operations: Operations): boolean {
  const acting = stepsThatUse(input, steps, operations).filter((name) => actsOn(steps[name], operations));
  const approved = new Set(acting.filter((name) => approvalsOf(name, steps).length > 0));
  const seenBy = [...approved].flatMap((name) => approvalsOf(name, steps));
  return acting.every((name) => approved.has(name) || isAfter(name, seenBy, steps));
}

/** The steps that read an input or what was found by it. What comes of a step that acts needs nothing more: the step itself does. */
function stepsThatUse(input: string, steps: Workflow['steps'], operations: Operations): string[] {
  const using = new Set<string>();
  const carries = (path: string) => {
    const [root, name = ''] = wordsOf(path) ?? [];
    if (root === 'inputs') return name === input;
    return root === 'steps' && using.has(name) && isLook(steps[name], operations);
  };
  for (let grown = -1; grown < using.size; ) {
    grown = using.size;
    for (const [name, step] of Object.entries(steps))
      if (readsOfStep(name, step).some(({ path }) => carries(path))) using.add(name);
  }
  return [...using];
}

/** Looking, comparing and telling change nothing. */
function actsOn(step: Step | undefined, operations: Operations): boolean {
  if (!step) return false;
  if ('operation' in step) return !isLook(step, operations);
  return 'task' in step || 'deliver' in step;
}

function isLook(step: Step | undefined, operations: Operations): boolean {
  return step !== undefined && 'operation' in step && operations.find(step.operation)?.operation.risk === 'read';
}

function approvalsOf(name: string, steps: Workflow['steps']): string[] {
  return Object.entries(steps).flatMap(([other, step]) =>
    'approve' in step && step.approve.steps.includes(name) ? [other] : [],
  );
}

function isAfter(name: string, approvals: readonly string[], steps: Workflow['steps']): boolean {
  const step = steps[name];
  if (!step || 'operation' in step) return false;
  const earlier = before(steps, name);
  return approvals.some((approval) => earlier.has(approval));
}
