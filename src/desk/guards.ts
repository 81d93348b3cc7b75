import type { Ends, NodeEnd } from '../runs/graph.ts';
import { applies } from '../workflows/condition.ts';
import { fill } from '../workflows/holes.ts';
import { before } from '../workflows/order.ts';
import { factsOf, type Run } from './run.ts';

type Stop = Extract<NodeEnd, { readonly state: 'stopped' }>;

/** Nobody can say what the run would do now. */
export const ANOTHER_WAY: Stop = {
  state: 'stopped',
  outcome: 'assigned',
  why: 'What was looked up has changed, and the workflow would go another way now.',
};

/** What stops a run at a step, if the guards before it were asked now: the one that let it pass may not do so any more. */
export function guardAgainst(step: string, run: Run, ends: Ends): Stop | undefined {
  const facts = factsOf(run, ends);
  for (const name of before(run.workflow.steps, step)) {
    const one = run.workflow.steps[name];
    const state = ends.get(name)?.state;
    if (!one || state === undefined || state === 'not-run') continue;
    if (one.when && applies(one.when, facts) === (state === 'passed-over')) return ANOTHER_WAY;
    if ('require' in one && state === 'done' && !applies(one.require, facts))
      return { state: 'stopped', outcome: 'assigned', why: String(fill(one.otherwise, facts)) };
  }
  return undefined;
}
