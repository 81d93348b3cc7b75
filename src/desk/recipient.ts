import type { Person } from '../domain/person.ts';
import type { DeskParts } from './parts.ts';
import { type Run, targetOf } from './run.ts';

/** Whether a workflow ends with a secret in somebody's hands. */
export function handsOverSecret({ workflow }: Run): boolean {
  return Object.values(workflow.steps).some((step) => 'deliver' in step);
}

/** Whose account it is about: the only person who may get its secret, whoever asked for it. */
export async function recipientOf(
  run: Run,
  { roster, platforms }: Pick<DeskParts, 'roster' | 'platforms'>,
): Promise<Person | undefined> {
  const account = targetOf(run).value.toLowerCase();
  const { requester } = run.ticket;
  const owners = [requester, ...(await roster()).people].filter((person) => person.account?.toLowerCase() === account);
  return owners.find(({ identities }) => identities.some(({ platform }) => platforms.has(platform)));
}

/** Why a secret can't be handed over, and what helps. */
export function noRecipient(run: Run): string {
  return `Nobody with the account ${targetOf(run).value} is known on a connected chat, so there is nobody to hand a new password to. An admin can link them in the settings.`;
}
