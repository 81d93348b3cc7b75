import type { Ends, NodeEnd } from '../runs/graph.ts';
import type { Moves } from '../runs/move.ts';
import { applies } from '../workflows/condition.ts';
import type { StepNode } from './nodes.ts';
import type { DeskParts } from './parts.ts';
import { factsOf, type Run, upToDate } from './run.ts';
import { performApproval } from './steps/approve.ts';
import { performDelivery } from './steps/deliver.ts';
import { performNotice } from './steps/notify.ts';
import { performOperation } from './steps/operation.ts';
import { performRequirement } from './steps/require.ts';
import { performTask } from './steps/task.ts';

/** Does what one step says; what an earlier pass has done is done. */
export function* perform(name: string, { step }: StepNode, begun: Run, ends: Ends, parts: DeskParts): Moves<NodeEnd> {
  const kept = begun.pass?.kept.get(name);
  if (kept) return kept;
  const run = upToDate(begun);
  if (step.when && !applies(step.when, factsOf(run, ends))) return { state: 'passed-over' };
  if ('operation' in step) return yield* performOperation(name, step, run, ends, parts);
  if ('approve' in step) return yield* performApproval(name, step, run, ends, parts);
  if ('require' in step) return yield* performRequirement(step, run, ends);
  if ('notify' in step) return yield* performNotice(name, step, run, ends, parts);
  if ('task' in step) return yield* performTask(name, step, run, ends, parts);
  return yield* performDelivery(name, step, run, ends, parts);
}
