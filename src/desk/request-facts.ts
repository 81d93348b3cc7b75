import type { Registry } from '../connectors/registry.ts';
import type { PlannedCall } from '../domain/approval.ts';
import { isOutOfHours } from '../domain/hours.ts';
import { isUnlinked } from '../domain/person.ts';
import { highestRisk } from '../domain/risk.ts';
import type { KnownFacts } from '../policy/facts.ts';
import type { Ends } from '../runs/graph.ts';
import { before } from '../workflows/order.ts';
import { inputOf, isOperation } from './plan.ts';
import { factsOf, type Run } from './run.ts';

type Known = Pick<Registry, 'find'>;

/** What the policy is told of the calls that an approval step is about to ask for. What nobody looked up stays unknown. */
export function requestFacts(
  step: string,
  calls: readonly PlannedCall[],
  run: Run,
  ends: Ends,
  registry: Known,
  isVerified = false,
): KnownFacts {
  const privileged = isPrivileged(step, calls, run, ends, registry);
  const outOfHours = isOutOfHours(new Date(run.ticket.receivedAt), run.customer.hours);
  return {
    customers: [run.customer.id],
    operations: calls.map(({ operation }) => operation),
    risk: highestRisk(calls.map(({ risk }) => risk)),
    targets: run.ticket.batch?.size ?? 1,
    ...(privileged === undefined ? {} : { privileged }),
    ...(outOfHours === undefined ? {} : { outOfHours }),
    proof: isVerified ? 'verified' : isUnlinked(run.ticket.requester) ? 'none' : 'linked',
  };
}

/** What a look before this step said of the account's rights; `undefined` when nobody looked. */
function isPrivileged(
  step: string,
  calls: readonly PlannedCall[],
  run: Run,
  ends: Ends,
  registry: Known,
): boolean | undefined {
  if (calls.every((call) => inputOf(call).account === undefined)) return false;
  const earlier = [...before(run.workflow.steps, step)];
  const { steps: said } = factsOf(run, ends);
  const answers = earlier.flatMap((name) => {
    const { privileged } = (said[name] ?? {}) as { readonly privileged?: unknown };
    return typeof privileged === 'boolean' ? [privileged] : [];
  });
  if (answers.length > 0) return answers.some((one) => one);
  return [...earlier, ...calls.map((call) => call.step)].some((name) => makesTarget(name, run, registry))
    ? false
    : undefined;
}

/** An account that this very run makes holds no rights yet. */
function makesTarget(name: string, { workflow }: Run, registry: Known): boolean {
  const step = workflow.steps[name];
  return step !== undefined && isOperation(step) && registry.find(step.operation)?.operation.makesTarget === true;
}
