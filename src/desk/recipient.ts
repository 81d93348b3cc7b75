import type { Person } from '../domain/person.ts';
import type { DeskParts } from './parts.ts';
import { type Run, targetOf } from './run.ts';

/** Whether a workflow ends with a secret in somebody's hands. */
export function handsOverSecret({ workflow }: Run): boolean {
  return Object.values(workflow.steps).some((step) => 'deliver' in step);
}

/** Whose account it is about, in the requester's words. */
export function recipientOf(run: Run, parts: Pick<DeskParts, 'roster' | 'platforms'>): Promise<Person | undefined> {
  return ownerOf(targetOf(run).value, parts);
}

/** The only person who may get the secret of an account, whoever asked for it. Linked to two people, it is nobody's. */
export async function ownerOf(
  account: string,
  { roster, platforms }: Pick<DeskParts, 'roster' | 'platforms'>,
): Promise<Person | undefined> {
  const isOwn = (person: Person) => person.account?.toLowerCase() === account.toLowerCase();
  const owners = (await roster()).people.filter(isOwn);
  const reached = owners.filter(({ identities }) => identities.some(({ platform }) => platforms.has(platform)));
  return owners.length === 1 ? reached[0] : undefined;
}

/** Why a secret can't be handed over, and what helps. */
export function noRecipient(account: string): string {
  return `Nobody, or more than one person, with the account ${account} is known on a connected chat, so there is nobody to hand a new password to. An admin can link them in the settings.`;
}
