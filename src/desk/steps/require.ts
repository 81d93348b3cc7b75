import type { RequireStep } from '../../domain/workflow.ts';
import type { Ends, NodeEnd } from '../../runs/graph.ts';
import type { Moves } from '../../runs/move.ts';
import { applies } from '../../workflows/condition.ts';
import { fill } from '../../workflows/holes.ts';
import { factsOf, type Run } from '../run.ts';

/** Goes on only if the condition holds; otherwise a technician gets the ticket, with the reason. */
// biome-ignore lint/correctness/useYield: a step of the graph is a generator, also one that makes no move.
export function* performRequirement({ require, otherwise }: RequireStep, run: Run, ends: Ends): Moves<NodeEnd> {
  const facts = factsOf(run, ends);
  if (applies(require, facts)) return { state: 'done', output: {} };
  return { state: 'stopped', outcome: 'assigned', why: String(fill(otherwise, facts)) };
}
