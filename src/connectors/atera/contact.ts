import { z } from 'zod';
import type { Atera } from './client.ts';
import { everyItem } from './pages.ts';
import { refusal } from './refusals.ts';

const Contact = z.object({
  EndUserID: z.int().positive(),
  CustomerID: z.int().nullish(),
  Email: z.string().nullish(),
  Archived: z.boolean().nullish(),
});

/**
 * The number of the customer's one contact with this address. A ticket's customer follows from its contact, so that a
 * contact is never made on the way.
 */
export async function contactWith(email: string, client: Atera, signal: AbortSignal): Promise<number> {
  const list = { path: '/contacts', item: Contact, query: { Email: email } }; // also gives addresses that contain this one
  const found: number[] = [];
  for await (const contact of everyItem(list, ({ EndUserID }) => EndUserID, client, signal)) {
    const isMeant = contact.Email?.toLowerCase() === email.toLowerCase() && !contact.Archived;
    if (isMeant && contact.CustomerID === client.connection.customer) found.push(contact.EndUserID);
  }
  const [only, another] = found;
  if (only === undefined)
    throw refusal(
      'Not found',
      'this customer has no contact with that e-mail address',
      'Add the person as a contact of the customer in Atera, then try again.',
    );
  if (another !== undefined)
    throw refusal(
      'More than one found',
      'this customer has several contacts with that e-mail address',
      'Merge the contacts in Atera, then try again.',
    );
  return only;
}

/** The contact for whom the desk opens tickets about devices. */
export function ownContact(client: Atera, signal: AbortSignal): Promise<number> {
  const { contact } = client.connection;
  if (contact) return contactWith(contact, client, signal);
  throw refusal(
    'Not accepted',
    'no contact is set for tickets about devices',
    "Put the e-mail address of one of the customer's contacts in Atera into connectors.atera.contact in desk.yaml.",
  );
}
