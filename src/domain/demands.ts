import { z } from 'zod';
import { Length } from '../lib/duration.ts';

/** Who may not approve, whatever their roles: whoever has a part in what is approved. */
export const Bar = z.enum(['requester', 'author', 'beneficiary', 'editor', 'technician']);
export type Bar = z.infer<typeof Bar>;

/** The roles that an approver can be required to hold. */
export const ApproverRole = z.enum(['approver', 'admin']);
export type ApproverRole = z.infer<typeof ApproverRole>;

/** What must be true before a request may run. */
export const Demands = z.object({
  /** How many different people must approve; none for what needs no approval. */
  approvers: z.number().int().min(0),
  /** Each of them must hold all of these. */
  roles: z.array(ApproverRole).readonly(),
  not: z.array(Bar).readonly(),
  /** How long there is to decide. */
  expires: Length,
  /** Where it may be approved; absent means on any chat. */
  surfaces: z.array(z.string()).readonly().optional(),
  /** Whoever asked has to prove who they are first. */
  verify: z.boolean(),
  /** Approvers type the target's name. */
  typed: z.boolean(),
});
export type Demands = Readonly<z.infer<typeof Demands>>;
