import { z } from 'zod';
import { Risk } from '../domain/risk.ts';

/** How sure the desk is that whoever asked is who they seem to be; the first proves nothing. */
export const Proof = z.enum(['none', 'linked', 'verified']);
export type Proof = z.infer<typeof Proof>;

/** What is known of a request. What is absent is not known, and counts as whatever demands most. */
export const Facts = z.strictObject({
  customers: z.array(z.string().min(1)).readonly().describe('Whose systems it touches, by id; one, or it is refused.'),
  operations: z.array(z.string().min(1)).min(1).readonly().describe('What is called, e.g. graph.resetPassword.'),
  risk: Risk.describe('The highest that its operations declare.'),
  targets: z.number().int().min(1).describe('How many accounts or devices it is about.'),
  privileged: z.boolean().describe('Whether a target holds an admin role.'),
  proof: Proof.describe('How it is proven who asked.'),
});
export type Facts = Readonly<z.infer<typeof Facts>>;

/** As much of them as is known. */
export type KnownFacts = Partial<Facts>;
