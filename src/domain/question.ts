import { z } from 'zod';
import { Person } from './person.ts';
import { MessageRef } from './place.ts';
import { InputKind } from './workflow.ts';

/** More than these nobody reads, and no chat lists more of them well. */
const MOST_CHOICES = 25;
/** A value comes back as it was given out, so it can't be cut; Slack takes 150 characters in one. */
const LONGEST_VALUE = 150;

/** An answer that can be picked: what is read, and what is meant by it. */
export const Choice = z.object({ title: z.string().min(1), value: z.string().min(1).max(LONGEST_VALUE) });
export type Choice = Readonly<z.infer<typeof Choice>>;

/** Something only a person can say: what a workflow must know, or that work was done by hand. */
export const Question = z.object({
  id: z.string(),
  runId: z.string(),
  ticketId: z.string(),
  customerId: z.string(),
  requester: Person,
  /** Whose word counts. A requester never says that a technician's work is done. */
  askedOf: z.enum(['requester', 'technicians']).default('requester'),
  text: z.string(),
  /** What kind of answer is wanted, where that is known. */
  kind: InputKind.optional(),
  /** What can be picked; none means that the answer has to be written. */
  choices: z.array(Choice).max(MOST_CHOICES).readonly().default([]),
  /** Whether nothing but one of the choices is an answer. */
  isClosed: z.boolean().default(false),
  cards: z.array(MessageRef).readonly(),
  state: z.enum(['open', 'answered', 'expired']),
  answer: z.string().optional(),
  answeredBy: z.object({ id: z.string(), name: z.string() }).optional(),
});
export type Question = Readonly<z.infer<typeof Question>>;

/** A question that nobody has seen yet. */
export type NewQuestion = Readonly<Omit<z.input<typeof Question>, 'cards' | 'state' | 'answer' | 'answeredBy'>>;

/** The first choice of each value that a chat can give back, as many as can be listed. */
export function listable(choices: readonly Choice[]): Choice[] {
  const found = new Map<string, Choice>();
  for (const choice of choices) {
    const key = choice.value.toLowerCase();
    if (Choice.safeParse(choice).success && !found.has(key)) found.set(key, choice);
  }
  return [...found.values()].slice(0, MOST_CHOICES);
}
