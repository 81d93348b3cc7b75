import type { OperationStep } from '../domain/workflow.ts';
import { digest } from '../lib/digest.ts';
import type { Ends } from '../runs/graph.ts';
import { before } from '../workflows/order.ts';
import { currentCustomer } from './audience.ts';
import { look, tryingAgain } from './call.ts';
import type { DeskParts } from './parts.ts';
import { isOperation, planned } from './plan.ts';
import { looksBefore } from './rests.ts';
import type { Refreshed, Run } from './run.ts';

/** Makes every look anew that an approval step rests on, and reads the customer and the ticket as they are now. */
export async function lookAgain(step: string, run: Run, ends: Ends, parts: DeskParts): Promise<Refreshed> {
  const customer = await currentCustomer(run.customer.id, parts);
  const line = await parts.tickets.find(run.ticket.id, customer.id);
  if (!line) throw new Error('The ticket is not there any more, so it was not run.');
  const outputs: Record<string, unknown> = { ...run.refreshed.now?.outputs };
  const now = { outputs, ticket: line.ticket, customer };

  const looks = looksInOrder(step, run, ends, parts);
  const made = new Map<string, Promise<void>>();
  for (const [name, one] of looks) {
    const needed = before(run.workflow.steps, name);
    const isFound = Promise.all([...made].filter(([other]) => needed.has(other)).map(([, end]) => end));
    made.set(
      name,
      isFound.then(async () => {
        const call = planned(name, one, { ...run, ...now, refreshed: { now } }, ends, parts.registry);
        outputs[name] = await tryingAgain(one, parts, () => look(call, one, customer, parts));
      }),
    );
  }
  await Promise.all(made.values());
  return now;
}

/** Of the workflow's file as it is loaded now; `null` when it has gone. */
export function fileDigest({ workflow }: Pick<Run, 'workflow'>, { workflows }: Pick<DeskParts, 'workflows'>) {
  const loaded = workflows.find(({ name }) => name === workflow.name);
  return loaded ? digest(loaded) : null;
}

/** Those that were made, each after the ones it needs. */
function looksInOrder(step: string, { workflow }: Run, ends: Ends, parts: DeskParts): [string, OperationStep][] {
  const depth = (name: string) => before(workflow.steps, name).size;
  const names = looksBefore(step, workflow, parts.registry).filter((name) => ends.get(name)?.state === 'done');
  return names
    .sort((a, b) => depth(a) - depth(b))
    .flatMap((name) => {
      const one = workflow.steps[name];
      return one && isOperation(one) ? [[name, one]] : [];
    });
}
