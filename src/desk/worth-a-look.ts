import type { Customer } from '../domain/customer.ts';
import { isOutOfHours } from '../domain/hours.ts';
import { isAtHome, isUnlinked } from '../domain/person.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Signs } from '../store/tickets.ts';

const SEVERAL = 3;
const ordinals = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'];
const rules = new Intl.PluralRules('en', { type: 'ordinal' });
const endings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };

/** What is unusual about a request, for whoever approves it. It stops nothing: most of what is unusual is innocent. */
export function worthALook(
  { requester, place, receivedAt }: Pick<Ticket, 'requester' | 'place' | 'receivedAt'>,
  { hours }: Pick<Customer, 'hours'>,
  signs: Signs,
): string[] {
  const { tickets, withinAnHour, verifications } = signs;
  const { identities } = requester;
  return [
    ...(isUnlinked(requester) ? ['nobody has linked whoever asked'] : []),
    ...(!isUnlinked(requester) && !isAtHome(requester, place) ? ['asked by a guest of that chat'] : []),
    ...(identities.some(({ proven }) => proven === 'lately') ? ['linked another chat within a day'] : []),
    ...(tickets <= 1 ? ['first request from this person'] : []),
    ...(withinAnHour >= SEVERAL ? [`${ordinal(withinAnHour)} request within an hour`] : []),
    ...(isOutOfHours(new Date(receivedAt), hours) ? ["asked outside the customer's hours"] : []),
    ...(verifications > 1 ? [`${ordinal(verifications)} verification for this account within an hour`] : []),
  ];
}

function ordinal(count: number): string {
  return ordinals[count] ?? `${count}${endings[rules.select(count)] ?? 'th'}`;
}
