import { z } from 'zod';
import { Person } from './person.ts';
import { MessageRef } from './place.ts';
import { InputKind } from './workflow.ts';

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
  cards: z.array(MessageRef).readonly(),
  state: z.enum(['open', 'answered', 'expired']),
  answer: z.string().optional(),
  answeredBy: z.object({ id: z.string(), name: z.string() }).optional(),
});
export type Question = Readonly<z.infer<typeof Question>>;
