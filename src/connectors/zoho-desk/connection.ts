import { z } from 'zod';
import { ZohoId, zohoCredential } from '../zoho-accounts.ts';

const FieldName = z.string().regex(/^cf_[a-z0-9_]{1,100}$/, 'use the API name of the custom field, e.g. cf_msp_ref');
const StatusName = z.string().min(1).max(100);

/** What `desk.yaml` says of a customer's Zoho Desk. */
export const Connection = z.strictObject({
  ...zohoCredential,
  org: ZohoId.describe('Id of the organisation in Zoho Desk.'),
  department: ZohoId.describe("Id of the customer's department; no ticket of another one is ever touched."),
  contact: z
    .email()
    .optional()
    .describe('Address that tickets are opened under when only the name of a requester is known.'),
  fields: z
    .strictObject({
      category: FieldName.default('cf_msp_category').describe('Text field for the kind of request.'),
      reference: FieldName.default('cf_msp_ref').describe(
        "Text field for the desk's reference, so that a ticket is found again.",
      ),
    })
    .prefault({})
    .describe('API names of two custom fields of tickets.'),
  statuses: z
    .strictObject({
      open: StatusName.default('Open'),
      'on-hold': StatusName.default('On Hold'),
      escalated: StatusName.default('Escalated'),
      closed: StatusName.default('Closed'),
    })
    .prefault({})
    .describe('What this organisation calls the states of a ticket.'),
  inbox: z
    .strictObject({
      webhookId: ZohoId.optional().describe('Id of the webhook in Zoho Desk; without one, new tickets are asked for.'),
    })
    .optional()
    .describe('Lets new tickets of the department in.'),
});
export type Connection = z.infer<typeof Connection>;
