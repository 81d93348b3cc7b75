import { z } from 'zod';
import { Mode } from './customer.ts';
import { hasRole, isSamePerson, isUnlinked, Person } from './person.ts';
import { MessageRef } from './place.ts';
import { Risk } from './risk.ts';
import { Origin } from './workflow.ts';

/** One value an operation will be called with, and where it came from. */
export const PlannedValue = z.object({ name: z.string(), value: z.unknown(), origin: Origin });
export type PlannedValue = Readonly<z.infer<typeof PlannedValue>>;

/** One call that an approval covers. */
export const PlannedCall = z.object({
  step: z.string(),
  operation: z.string(),
  title: z.string(),
  risk: Risk,
  mode: Mode,
  values: z.array(PlannedValue).readonly(),
});
export type PlannedCall = Readonly<z.infer<typeof PlannedCall>>;

export const ApprovalState = z.enum(['pending', 'approved', 'denied', 'expired']);
export type ApprovalState = z.infer<typeof ApprovalState>;

export const Verdict = z.enum(['approved', 'denied']);
export type Verdict = z.infer<typeof Verdict>;

/** A question to named people, bound to exact inputs by `digest`. */
export const Approval = z.object({
  id: z.string(),
  runId: z.string(),
  ticketId: z.string(),
  customerId: z.string(),
  step: z.string(),
  workflow: z.object({ name: z.string(), title: z.string(), version: z.number().int() }).readonly(),
  /** The account or device it is about, as the requester knows it. */
  target: z.object({ value: z.string(), origin: Origin }).readonly(),
  /** The ticket's own words. */
  subject: z.string(),
  calls: z.array(PlannedCall).min(1).readonly(),
  risk: Risk,
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  requester: Person,
  /** Who answered with a value that would be sent. */
  authorIds: z.array(z.string()).readonly(),
  approverIds: z.array(z.string()).readonly(),
  expiresAt: z.iso.datetime(),
  cards: z.array(MessageRef).readonly(),
  state: ApprovalState,
  decidedBy: z.object({ id: z.string(), name: z.string() }).optional(),
  decidedAt: z.iso.datetime().optional(),
  reason: z.string().optional(),
});
export type Approval = Readonly<z.infer<typeof Approval>>;

/** Why somebody may not decide. */
export type DecisionRefusal =
  | 'requester'
  | 'maybe-requester'
  | 'author'
  | 'outsider'
  | 'no-account'
  | 'beneficiary'
  | 'changed';

/** Who may decide is a pure question; when and how often is the store's. Absent facts refuse. */
export function refusalOf(approval: Approval, by: Person, digest: string): DecisionRefusal | undefined {
  if (isSamePerson(by, approval.requester)) return 'requester';
  if (!hasRole(by, 'approver', approval.customerId) || !approval.approverIds.includes(by.id)) return 'outsider';
  if (!isSurelyNot(by, approval.requester)) return 'maybe-requester';
  if (approval.authorIds.includes(by.id)) return 'author';
  if (!by.account) return 'no-account';
  if (isAbout(approval, by.account)) return 'beneficiary';
  if (digest !== approval.digest) return 'changed';
  return undefined;
}

/** Whoever asked without being linked may be an approver who is not linked there: only an identity of their own there rules it out. */
function isSurelyNot(by: Person, requester: Person): boolean {
  if (!isUnlinked(requester)) return true;
  return requester.identities.every((asked) =>
    by.identities.some(({ platform, workspace }) => platform === asked.platform && workspace === asked.workspace),
  );
}

function isAbout({ calls, target }: Approval, account: string): boolean {
  const own = account.toLowerCase();
  return names(target.value, own) || calls.some(({ values }) => values.some(({ value }) => names(value, own)));
}

/** However deep it stands. */
function names(value: unknown, own: string): boolean {
  if (typeof value === 'string') return value.trim().toLowerCase() === own;
  return typeof value === 'object' && value !== null && Object.values(value).some((part) => names(part, own));
}
