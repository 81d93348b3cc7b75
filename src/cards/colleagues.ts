import type { Approval } from '../domain/approval.ts';
import type { Person } from '../domain/person.ts';
import { inList } from './in-list.ts';

/** Somebody to whom an approval can be handed over. */
export type Colleague = Pick<Person, 'id' | 'name'>;

/** The list to choose from who shall decide these instead, if there is anybody else: to oneself, nothing is handed over. */
export function listOfColleagues(
  open: readonly Approval[],
  colleagues: readonly Colleague[],
  atMost: number,
): { choices: object[] }[] {
  const isAnybodyElse = colleagues.length > (open.some(({ votes }) => votes.length > 0) ? 0 : 1);
  if (open.length === 0 || !isAnybodyElse) return [];
  return [{ choices: colleagues.slice(0, atMost).map(({ id, name }) => ({ title: inList(name), value: id })) }];
}
