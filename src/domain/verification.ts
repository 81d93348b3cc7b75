import { z } from 'zod';
import { Identity, Person } from './person.ts';
import { MessageRef } from './place.ts';

/**
 * How it is proven that somebody asked: `self` in their own linked chat, `manager` by their manager in theirs, `code` by a
 * code from their own linked chat that they read out on the telephone, `call` by a technician's word about a call alone.
 */
export const VerificationWay = z.enum(['self', 'manager', 'code', 'call']);
export type VerificationWay = z.infer<typeof VerificationWay>;

const Named = z.object({ id: z.string(), name: z.string() });

/** That it was proven: whose wish it is, how, and by whose word. */
export const Verified = z.object({
  /** Of the verification. */
  id: z.string(),
  way: VerificationWay,
  account: z.string(),
  by: Named,
  /** Whoever had a part in it, so that none of them approves. */
  partIds: z.array(z.string()).readonly(),
  at: z.iso.datetime(),
});
export type Verified = Readonly<z.infer<typeof Verified>>;

/** What a technician can do about it. */
export const VerificationChoice = z.enum(['manager', 'call', 'none']);
export type VerificationChoice = z.infer<typeof VerificationChoice>;

/** What has to be found out before somebody is asked to approve: whether this person really wants it. */
export const Verification = z.object({
  id: z.string(),
  runId: z.string(),
  ticketId: z.string(),
  customerId: z.string(),
  /** Whose word is needed. */
  account: z.string(),
  /** What they are said to want, in the titles of its calls. */
  what: z.string(),
  requester: Person,
  /** Each turn, a technician chooses a way once. */
  turn: z.number().int().min(1),
  chosen: z.object({ way: VerificationChoice, by: Named, on: Identity }).optional(),
  cards: z.array(MessageRef).readonly(),
  state: z.enum(['open', 'passed', 'failed']),
  verified: Verified.optional(),
  /** Why it failed, in words for people. */
  why: z.string().optional(),
});
export type Verification = Readonly<z.infer<typeof Verification>>;

/** What is fixed when it begins. */
export type NewVerification = Readonly<
  Pick<Verification, 'id' | 'runId' | 'ticketId' | 'customerId' | 'account' | 'what' | 'requester'>
>;

/** Something that only one person can answer: with the number or the code that somebody else told them. */
export const Challenge = z.object({
  id: z.string(),
  verificationId: z.string(),
  way: VerificationWay.exclude(['self']),
  /** The only one whose answer counts. */
  answererId: z.string(),
  /** Where it can be answered, and where its code was told. */
  cards: z.array(MessageRef).readonly(),
  told: z.array(MessageRef).readonly(),
  state: z.enum(['open', 'passed', 'failed', 'expired']),
});
export type Challenge = Readonly<z.infer<typeof Challenge>>;

/** The name of a turn's challenge, and what a run waits for. */
export function challengeId({ id, turn }: Pick<Verification, 'id' | 'turn'>): string {
  return `${id}:${turn}`;
}

/** What a run waits for until a technician has chosen. */
export function choiceTopic(verification: Pick<Verification, 'id' | 'turn'>): string {
  return `${challengeId(verification)}:choice`;
}
