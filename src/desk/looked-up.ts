import { recordedInput, recordedOutput } from '../connectors/recorded.ts';
import type { Registry } from '../connectors/registry.ts';
import type { PlannedCall } from '../domain/approval.ts';
import type { OperationStep } from '../domain/workflow.ts';
import type { Ends } from '../runs/graph.ts';
import { holesIn } from '../workflows/holes.ts';
import { inputOf, isOperation } from './plan.ts';
import type { Run } from './run.ts';

/** What the looks found whose answers a step is called with, by their step, as it may be recorded: how things were before. */
export function lookedUp(
  step: OperationStep,
  run: Pick<Run, 'workflow'>,
  ends: Ends,
  registry: Pick<Registry, 'find'>,
): Readonly<Record<string, unknown>> {
  const names = new Set(
    holesIn(step.with).flatMap((path) => (path.startsWith('steps.') ? [path.split('.')[1] ?? ''] : [])),
  );
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const [before, end] = [run.workflow.steps[name], ends.get(name)];
      if (!before || !isOperation(before) || end?.state !== 'done') return [];
      const operation = registry.find(before.operation)?.operation;
      return operation?.risk === 'read' ? [[name, recordedOutput(operation, end.output)] as const] : [];
    }),
  );
}

/** What may be recorded of what a planned call would send. */
export function recordedCall(call: PlannedCall, registry: Pick<Registry, 'find'>): Readonly<Record<string, unknown>> {
  const operation = registry.find(call.operation)?.operation;
  return operation ? recordedInput(operation, inputOf(call)) : {};
}
