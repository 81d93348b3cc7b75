import type { Registry } from '../../connectors/registry.ts';
import { hasRole, isUnlinked } from '../../domain/person.ts';
import { before } from '../../workflows/order.ts';
import type { Question } from '../asked-approval.ts';
import { accountIn } from '../deliveries.ts';
import { inputOf, isOperation } from '../plan.ts';
import type { Run } from '../run.ts';

/**
 * Whose wish has to be certain: that of the owner of the account it is about, whoever asked for it. Where the account is
 * not there yet, or no account is named, that of whoever asked; a technician asks for somebody else, and nobody knows whom.
 */
export function subjectOf(
  { step, calls }: Pick<Question, 'step' | 'calls'>,
  run: Run,
  registry: Pick<Registry, 'find'>,
): string | undefined {
  const named = new Map(
    calls.flatMap((call) => {
      const account = accountIn(inputOf(call));
      return account ? [[account.toLowerCase(), account] as const] : [];
    }),
  );
  const steps = [...before(run.workflow.steps, step), ...calls.map((call) => call.step)];
  if (named.size === 0 || steps.some((name) => makesAccount(name, run, registry))) return askersAccount(run);
  return named.size === 1 ? [...named.values()][0] : undefined;
}

function makesAccount(name: string, { workflow }: Run, registry: Pick<Registry, 'find'>): boolean {
  const step = workflow.steps[name];
  return step !== undefined && isOperation(step) && registry.find(step.operation)?.operation.makesTarget === true;
}

/** An address that a mail claims to be from says whom to ask, and proves nothing. */
function askersAccount({ ticket: { requester }, customer }: Run): string | undefined {
  if (isUnlinked(requester)) return requester.identities.map(({ user }) => user).find((user) => user.includes('@'));
  return hasRole(requester, 'technician', customer.id) ? undefined : requester.account;
}
