import type { Message } from '../cards/card.ts';
import type { Approval } from '../domain/approval.ts';
import type { Customer } from '../domain/customer.ts';
import type { Person } from '../domain/person.ts';
import { type Audience, say, tellPerson } from './audience.ts';

/**
 * Tells these people about an approval, or about several at once: in the customer's desk channels, and directly where
 * there is none. Whoever was asked directly is told directly. Whom nobody can reach holds up nothing.
 */
export async function tellConcerned(
  approvals: readonly Approval[],
  people: readonly Person[],
  { desk }: Customer,
  message: Message,
  parts: Audience,
): Promise<void> {
  const channels = desk.filter(({ platform }) => parts.platforms.has(platform));
  const alone = new Set(approvals.flatMap(({ secondLine = [], handedTo }) => [...secondLine, handedTo?.to.id]));
  const directly = people.filter(({ id }) => channels.length === 0 || alone.has(id));
  const told = await Promise.allSettled<unknown>([
    ...channels.map((place) => say(place, message, parts)),
    ...directly.map((person) => tellPerson(person, message, parts)),
  ]);
  for (const failure of told.filter((result) => result.status === 'rejected'))
    parts.log.warn('approval.not-told', { approval: approvals.map(({ id }) => id).join(', '), cause: failure.reason });
}
