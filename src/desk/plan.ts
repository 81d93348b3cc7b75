import type { Registry } from '../connectors/registry.ts';
import type { PlannedCall, PlannedValue } from '../domain/approval.ts';
import type { Customer } from '../domain/customer.ts';
import type { OperationStep, Origin, Step } from '../domain/workflow.ts';
import type { Ends } from '../runs/graph.ts';
import { fill, holesIn } from '../workflows/holes.ts';
import { factsOf, type Run } from './run.ts';

/** What a step will call, with every value that will be sent, also those the operation adds, and where each came from. */
export function planned(
  name: string,
  step: OperationStep,
  run: Run,
  ends: Ends,
  registry: Pick<Registry, 'find' | 'checked' | 'modeOf'>,
): PlannedCall {
  const operation = registry.find(step.operation)?.operation;
  if (!operation) throw new Error(`There is no operation ${step.operation}.`);
  const input = registry.checked(step.operation, fill(step.with, factsOf(run, ends)));
  return {
    step: name,
    operation: step.operation,
    title: planTitle(step, operation),
    risk: operation.risk,
    mode: registry.modeOf(step.operation, run.customer),
    ...(operation.undo ? { undoable: true as const } : {}),
    values: Object.entries(input).map(
      ([field, value]): PlannedValue => ({ name: field, value, origin: originOf(step.with[field], run) }),
    ),
  };
}

/** The calls of the steps that an approval covers. */
export function coveredCalls(
  steps: readonly string[],
  run: Run,
  ends: Ends,
  registry: Pick<Registry, 'find' | 'checked' | 'modeOf'>,
): PlannedCall[] {
  return steps.flatMap((name) => {
    const step = run.workflow.steps[name];
    return step && isOperation(step) ? planned(name, step, run, ends, registry) : [];
  });
}

/** The same call as it would be made for the customer as desk.yaml names them now. */
export function plannedFor(customer: Customer, call: PlannedCall, registry: Registry): PlannedCall {
  return { ...call, mode: registry.modeOf(call.operation, customer) };
}

/** How people call what a step does. */
export function planTitle(step: OperationStep, operation: { readonly title: string }): string {
  return step.title ?? operation.title;
}

/** What an operation does and in which system, for somebody who looks whether it happened. */
export function toLookFor(operation: string, registry: Registry): { readonly what: string; readonly where: string } {
  const found = registry.find(operation);
  return { what: found?.operation.title ?? operation, where: found?.connector.title ?? operation };
}

/** Whether a step calls something. */
export function isOperation(step: Step): step is OperationStep {
  return 'operation' in step;
}

/** The input of a planned call, as its operation takes it. */
export function inputOf({ values }: PlannedCall): Record<string, unknown> {
  return Object.fromEntries(values.map(({ name, value }) => [name, value]));
}

/** From most to least trusted: a value made of several is as good as the worst of them. */
const trust = [
  'workflow',
  'looked up',
  'signed-in identity',
  'ticket system',
  'answer',
  'typed command',
  'message text',
] as const satisfies readonly Origin[];

function originOf(value: unknown, run: Run): Origin {
  const origins = holesIn(value).map((path) => originOfHole(path, run));
  return trust.findLast((origin) => origins.includes(origin)) ?? 'workflow';
}

function originOfHole(path: string, run: Run, seen: readonly string[] = []): Origin {
  const [root, name = ''] = path.split('.');
  if (root === 'inputs') return run.inputs[name]?.origin ?? 'message text';
  if (root === 'steps') return cameFromText(name, run, seen) ? 'message text' : 'looked up';
  if (root === 'customer' || path === 'ticket.id') return 'looked up';
  if (root === 'requester') return 'signed-in identity';
  return 'message text';
}

/** What was looked up by somebody's words is no better than they are: whoever approves is told so. */
function cameFromText(name: string, run: Run, seen: readonly string[]): boolean {
  const step = run.workflow.steps[name];
  if (!step || !isOperation(step) || seen.includes(name)) return false;
  return holesIn(step.with)
    .filter((path) => path.startsWith('inputs.') || path.startsWith('steps.'))
    .some((path) => originOfHole(path, run, [...seen, name]) === 'message text');
}
