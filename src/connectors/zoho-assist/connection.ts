import { z } from 'zod';
import { ZohoId, zohoCredential } from '../zoho-accounts.ts';

/** What `desk.yaml` says of a customer's Zoho Assist. */
export const Connection = z.strictObject({
  ...zohoCredential,
  department: ZohoId.describe("Id of the customer's department; no device of another one is ever reached."),
});
export type Connection = z.infer<typeof Connection>;
