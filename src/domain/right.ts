import { hasRole, type Person, type Role } from './person.ts';
import type { Roster } from './roster.ts';

/** What needs a role, and the roles that give it. An admin decides nothing by being one, and an auditor only reads. */
const rights = {
  'see-tickets': ['technician', 'approver', 'admin', 'auditor'],
  'see-cost': ['technician', 'approver', 'admin'],
  rehearse: ['technician'],
  /** Say what a ticket really is. */
  correct: ['technician', 'approver'],
  /** Answer what somebody else was asked. */
  answer: ['technician'],
  'do-tasks': ['technician'],
  /** Have taken back what somebody else asked for. */
  undo: ['technician', 'approver'],
  /** Say whether a doubtful call has happened. */
  settle: ['technician', 'approver'],
  'break-glass': ['admin'],
  decide: ['approver'],
  /** Ask for the same for many at once. */
  'ask-for-many': ['technician'],
  /** Say whether changes go on of which there were too many. */
  'let-go-on': ['approver', 'admin'],
} as const satisfies Record<string, readonly Role[]>;

/** Something that not everybody who may ask may do. */
export type Right = keyof typeof rights;

export const allRights: readonly Right[] = Object.keys(rights).filter((name): name is Right => name in rights);

export function may(person: Person, right: Right, customerId: string): boolean {
  return rights[right].some((role) => hasRole(person, role, customerId));
}

/** Everybody who may, once. */
export function peopleWho(right: Right, customerId: string, { people }: Roster): Person[] {
  return people.filter((person) => may(person, right, customerId));
}
