import { noticeMessage } from '../cards/notice.ts';
import type { Customer } from '../domain/customer.ts';
import { type Audience, tellRole } from './audience.ts';

/** Tells the customer's technicians of something that must not wait for a ticket. Whoever can't be told stops nothing. */
export async function alertTechnicians(customer: Customer, what: string, parts: Audience): Promise<void> {
  parts.log.error('desk.alert', { customer: customer.id, what });
  await tellRole(
    'technician',
    customer,
    noticeMessage(`Please look at this now, for ${customer.name}: ${what}`),
    parts,
  ).catch((cause) => parts.log.error('technicians.not-told', { customer: customer.id, cause }));
}
