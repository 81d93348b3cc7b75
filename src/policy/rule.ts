import { z } from 'zod';
import { ApproverRole, Bar } from '../domain/demands.ts';
import { Length } from '../lib/duration.ts';
import { CountedOf, RuledRisk } from './counted.ts';

const Operations = z.array(z.string().min(1)).min(1).readonly();

/** More calls within a time than usual. The request itself counts, once for each target where that makes it more. */
const Beyond = z.strictObject({
  of: CountedOf.describe('Counts calls about one target, asked for by one person, or made for one customer.'),
  most: z.number().int().min(0).describe('It begins with the next one.'),
  within: Length.describe('How far back is counted, e.g. 1h or 24h.'),
  operations: Operations.optional().describe('Counts calls of these; by default of whatever the rule is about.'),
});

/** What requests it is about: all that it names must hold. What is not known of a request holds. */
export const RuleScope = z.strictObject({
  risk: RuledRisk.optional().describe('Requests of this risk or a higher one; by default all that change something.'),
  declares: RuledRisk.optional().describe(
    'Requests with an operation that declares this risk or a higher one, however many targets.',
  ),
  operations: Operations.optional().describe('Requests that call one of these.'),
  privileged: z.literal(true).optional().describe('Requests about an account that holds an admin role.'),
  proof: z.enum(['none', 'linked']).optional().describe('Requests whose requester is proven no better than this.'),
  outOfHours: z.literal(true).optional().describe("Requests outside the customer's hours."),
  beyond: Beyond.readonly().optional().describe('Requests with which there are more than a number of calls.'),
});
export type RuleScope = Readonly<z.infer<typeof RuleScope>>;

/** One rule. It can only demand: whatever it says is added to what all others say, and nothing takes it away. */
export const PolicyRule = z.strictObject({
  name: z.string().min(1).max(80).describe('What people are told when it decides.'),
  when: RuleScope.default({}).describe('Which requests it is about; by default all that change something.'),
  refuse: z.string().min(1).optional().describe('Why such a request is refused.'),
  approvers: z.number().int().min(1).max(5).optional().describe('How many different people must approve.'),
  roles: z.array(ApproverRole).min(1).readonly().optional().describe('Roles that each of them must hold.'),
  not: z.array(Bar).min(1).readonly().optional().describe('Who may not approve.'),
  expires: Length.optional().describe('How long there is to decide.'),
  surfaces: z.array(z.string().min(1)).min(1).readonly().optional().describe('The chats on which it may be approved.'),
  verify: z.literal(true).optional().describe('Whoever asked has to prove who they are first.'),
  typed: z.literal(true).optional().describe("Approvers type the target's name."),
});
export type PolicyRule = Readonly<z.infer<typeof PolicyRule>>;
