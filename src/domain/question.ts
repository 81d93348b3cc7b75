import { z } from 'zod';
import { Person } from './person.ts';
import { MessageRef } from './place.ts';

/** Something only a person can say before a workflow may start. */
export const Question = z.object({
  id: z.string(),
  runId: z.string(),
  ticketId: z.string(),
  customerId: z.string(),
  requester: Person,
  text: z.string(),
  cards: z.array(MessageRef).readonly(),
  state: z.enum(['open', 'answered', 'expired']),
  answer: z.string().optional(),
  answeredBy: z.object({ id: z.string(), name: z.string() }).optional(),
});
export type Question = Readonly<z.infer<typeof Question>>;
