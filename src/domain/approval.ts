import { z } from 'zod';
import { BatchItem } from './batch.ts';
import { Mode } from './customer.ts';
import { Demands } from './demands.ts';
import { Person, Role } from './person.ts';
import { MessageRef } from './place.ts';
import { Risk } from './risk.ts';
import { Verified } from './verification.ts';
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
  /** Whether there is a call that takes it back. */
  undoable: z.literal(true).optional(),
});
export type PlannedCall = Readonly<z.infer<typeof PlannedCall>>;

/**
 * `void`: it decides nothing any more. By somebody: they sent it back, because they want something else. By nobody:
 * something it rested on is different now.
 */
export const ApprovalState = z.enum(['pending', 'approved', 'denied', 'expired', 'void']);
export type ApprovalState = z.infer<typeof ApprovalState>;

export const Verdict = z.enum(['approved', 'denied']);
export type Verdict = z.infer<typeof Verdict>;

const Somebody = z.object({ id: z.string(), name: z.string() });

/** One person's yes: who, in which roles at that moment, and on which chat. */
export const Vote = z.object({
  by: Somebody,
  roles: z.array(Role).readonly(),
  surface: z.string(),
  at: z.iso.datetime(),
});
export type Vote = Readonly<z.infer<typeof Vote>>;

const DIGEST = /^[0-9a-f]{64}$/;

/** A question to named people, bound to exact inputs by `digest`. */
export const Approval = z.object({
  id: z.string(),
  runId: z.string(),
  ticketId: z.string(),
  customerId: z.string(),
  step: z.string(),
  workflow: z
    .object({
      name: z.string(),
      title: z.string(),
      version: z.number().int(),
      /** Of all that its file says. */
      digest: z.string().regex(DIGEST),
      /** The id of the person who edited it last. */
      editedBy: z.string(),
    })
    .readonly(),
  /** Of the workflow's file when it was asked, which may be another one than the request began with; absent where an earlier release asked. */
  file: z.string().nullable().optional(),
  /** The account or device it is about, as the requester knows it. */
  target: z.object({ value: z.string(), origin: Origin }).readonly(),
  /** The ticket's own words. */
  subject: z.string(),
  /** Of all the ticket says. */
  ticketDigest: z.string().regex(DIGEST),
  calls: z.array(PlannedCall).min(1).readonly(),
  /** What the guards of these calls were decided by, by the path of each fact. */
  rests: z.record(z.string(), z.unknown()).readonly(),
  risk: Risk,
  /** What the policy demands, which policy that was, and which of its rules say so. */
  demands: Demands,
  policy: z
    .object({
      version: z.string(),
      rules: z.array(z.string()).readonly(),
      /** Who opened the emergency in which it is asked, and why. */
      glass: z.string().optional(),
      /** Absent where an earlier release asked. */
      glassId: z.string().optional(),
    })
    .readonly(),
  digest: z.string().regex(DIGEST),
  requester: Person,
  /** That it is really wanted; absent where nothing demanded it. */
  verified: Verified.optional(),
  /** What is unusual about the request, a few words each. */
  notes: z.array(z.string()).readonly().default([]),
  /** Who answered with a value that would be sent. */
  authorIds: z.array(z.string()).readonly(),
  /** Who was asked; others join them when it is escalated. */
  approverIds: z.array(z.string()).readonly(),
  /** Whether it may be sent back for something else. */
  changeable: z.boolean().optional(),
  expiresAt: z.iso.datetime(),
  /** What is different from the approval that this one replaces. */
  differences: z.array(z.string()).readonly(),
  votes: z.array(Vote).readonly(),
  /** Those of `approverIds` who were asked because nobody had decided by then. */
  secondLine: z.array(z.string()).readonly().optional(),
  /** Whom an approver has asked to decide in their place. Everybody else still may. */
  handedTo: z.object({ to: Somebody, by: Somebody }).readonly().optional(),
  cards: z.array(MessageRef).readonly(),
  state: ApprovalState,
  /** Asked together with others on one card: of which it is one, and what is typed to approve any of them. */
  batch: BatchItem.pick({ id: true, position: true })
    .extend({ phrase: z.string().min(1) })
    .readonly()
    .optional(),
  decidedBy: Somebody.optional(),
  decidedAt: z.iso.datetime().optional(),
  reason: z.string().optional(),
});
export type Approval = Readonly<z.infer<typeof Approval>>;

/** What an approver types to show that they have read it. */
export function phraseOf({ batch, target }: Pick<Approval, 'batch' | 'target'>): string {
  return batch?.phrase ?? target.value;
}

/** How many more people must approve it. */
export function votesMissing({ demands, votes }: Pick<Approval, 'demands' | 'votes'>): number {
  return Math.max(0, Math.max(1, demands.approvers) - votes.length);
}

/** Whether somebody wants something else instead. */
export function isSentBack({ state, decidedBy }: Pick<Approval, 'state' | 'decidedBy'>): boolean {
  return state === 'void' && decidedBy !== undefined;
}
