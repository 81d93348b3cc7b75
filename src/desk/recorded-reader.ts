import type { Reader } from '../connectors/reader.ts';
import type { Workflow } from '../domain/workflow.ts';
import { isOperation } from './plan.ts';

/** Reads what a run read then, and calls nothing: what was not read then is taken from the operation's example. */
export function recordedReader(
  reader: Reader,
  answers: ReadonlyMap<string, unknown>,
  workflow: Workflow | undefined,
): Reader {
  const recorded = new Map<string, unknown[]>();
  for (const [name, step] of Object.entries(workflow?.steps ?? {})) {
    const answer = isOperation(step) ? answers.get(name) : undefined;
    if (!isOperation(step) || answer === undefined || answer === null) continue;
    recorded.set(step.operation, [...(recorded.get(step.operation) ?? []), answer]);
  }
  /** In the order in which they were given; the last one stands for all later ones. */
  const answerTo = (name: string, input: unknown) => {
    const [first, ...others] = recorded.get(name) ?? [];
    if (first === undefined) return reader.assumed(name, input);
    if (others.length > 0) recorded.set(name, others);
    return first;
  };
  return { ...reader, read: async (name, input) => answerTo(name, input), assumed: answerTo };
}
