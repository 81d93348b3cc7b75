import type { Customer } from '../../domain/customer.ts';
import type { Roster } from '../../domain/roster.ts';
import { nearest } from '../../lib/nearest.ts';
import { CommandError } from './command-error.ts';

/** The customer somebody named by its id. */
export function customerNamed(id: string, { customers }: Roster): Customer {
  const found = customers.find((customer) => customer.id === id);
  if (found) return found;
  const ids = customers.map((customer) => customer.id);
  const near = nearest(id, ids);
  throw new CommandError(
    `There is no customer ${id}.`,
    near ? `Did you mean ${near}?` : `Name one of ${ids.join(', ') || 'those you add to desk.yaml'}.`,
  );
}
