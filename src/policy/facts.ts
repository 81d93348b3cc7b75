import { z } from 'zod';
import { Risk } from '../domain/risk.ts';
import { Counted } from './counted.ts';

/** How sure the desk is that whoever asked is who they seem to be; the first proves nothing. */
export const Proof = z.enum(['none', 'linked', 'verified']);
export type Proof = z.infer<typeof Proof>;

/** How often something was done already, without the request that is judged. */
export const Count = Counted.extend({
  times: z.number().int().min(0).describe('Of several targets, that of the one with most.'),
});
export type Count = Readonly<z.infer<typeof Count>>;

/** What is known of a request. What is absent is not known, and counts as whatever demands most. */
export const Facts = z.strictObject({
  customers: z.array(z.string().min(1)).readonly().describe('Whose systems it touches, by id; one, or it is refused.'),
  operations: z.array(z.string().min(1)).min(1).readonly().describe('What is called, e.g. graph.resetPassword.'),
  risk: Risk.describe('The highest that its operations declare.'),
  targets: z.number().int().min(1).describe('How many accounts or devices it is about.'),
  privileged: z.boolean().describe('Whether a target holds an admin role.'),
  proof: Proof.describe('How it is proven who asked.'),
  outOfHours: z.boolean().describe("Whether it is asked outside the customer's hours."),
  counts: z.array(Count).readonly().describe('How often the like was done already; countsNeeded says of what.'),
});
export type Facts = Readonly<z.infer<typeof Facts>>;

/** As much of them as is known. */
export const KnownFacts = Facts.partial();
export type KnownFacts = Readonly<z.infer<typeof KnownFacts>>;
