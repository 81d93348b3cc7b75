import { z } from 'zod';
import { LOWEST_AUTOMATIC_CONFIDENCE, USUAL_THRESHOLD } from './classification.ts';
import { FuseLimits } from './fuse.ts';
import { Hours } from './hours.ts';
import { Place } from './place.ts';

/** How real a connector is for a customer. Absent means demo. */
export const Mode = z.enum(['demo', 'sandbox', 'production']);
export type Mode = z.infer<typeof Mode>;

/** How much of the time to decide is over when an approval is escalated. */
export const EscalationTime = z.enum(['half', 'three-quarters']);
export type EscalationTime = z.infer<typeof EscalationTime>;

/** The help desk that the desk knows nothing of but its signature. */
export const ANY_HELP_DESK = 'tickets';

/** An organisation the provider looks after, and the chats that belong to it. Nothing crosses between customers. */
export const Customer = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'use up to 40 lower-case letters, digits and hyphens'),
  name: z.string().min(1),
  /** Messages from here are this customer's; without a channel the whole workspace is. */
  chats: z
    .array(Place.pick({ platform: true, workspace: true }).extend({ channel: z.string().min(1).optional() }))
    .readonly(),
  /** Where technicians and approvers see cards; empty means a direct message to each of them. */
  desk: z.array(Place).readonly(),
  /** Who passes on new passwords of accounts whose owners can't be reached without them, and what is preferred to a password. */
  handover: z
    .strictObject({
      contact: z
        .string()
        .min(1)
        .optional()
        .describe(
          "Who gets a new password when the account's owner can't be reached without it: the id of a person without a role for this customer.",
        ),
      temporaryAccessPass: z
        .boolean()
        .optional()
        .describe('true gives a temporary access pass instead of a new password, where the directory makes one.'),
    })
    .readonly()
    .optional()
    .describe('How new passwords reach people.'),
  /** Who is asked to approve only when nobody else has decided for a while; absent means that everybody is asked at once. */
  escalation: z
    .strictObject({
      to: z
        .array(z.string().min(1))
        .min(1)
        .readonly()
        .describe('The ids of approvers who are asked later; the others are asked at once.'),
      after: EscalationTime.default('three-quarters').describe('How much of the time to decide is over by then.'),
    })
    .readonly()
    .optional()
    .describe('Who is asked to approve when nobody else has decided by then.'),
  /** How this customer's tickets are understood; what is absent is as usual. */
  classification: z
    .strictObject({
      model: z.boolean().optional().describe("false keeps this customer's tickets from the language model."),
      budget: z
        .number()
        .nonnegative()
        .optional()
        .describe('What the language model may cost in a month, in US dollars.'),
      threshold: z
        .number()
        .int()
        .min(LOWEST_AUTOMATIC_CONFIDENCE)
        .max(100)
        .optional()
        .describe('How sure the classifier must be, in percent, before a workflow starts without being confirmed.'),
    })
    .readonly()
    .optional()
    .describe('How tickets are understood.'),
  /** When its people usually work; absent is not known, and counts as never where a rule asks. */
  hours: Hours.readonly().optional().describe('When its people usually work, for rules about the time outside.'),
  /** How many changes go through in a while before somebody is asked once more; absent is as usual. */
  fuse: FuseLimits.readonly()
    .optional()
    .describe('How many changes go through before the rest is paused; only tighter than usual.'),
  modes: z.record(z.string(), Mode).readonly().default({}),
});
export type Customer = Readonly<z.infer<typeof Customer>>;

/** How sure the classifier must be before a workflow starts for this customer. */
export function thresholdOf({ classification }: Customer): number {
  return classification?.threshold ?? USUAL_THRESHOLD;
}

/** Whether a temporary access pass is preferred to a new password. */
export function prefersPass({ handover }: Pick<Customer, 'handover'>): boolean {
  return handover?.temporaryAccessPass === true;
}
