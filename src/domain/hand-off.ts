import { z } from 'zod';
import { Category } from './category.ts';
import { Classification } from './classification.ts';

/** What the desk would have done: a workflow, what is known of its inputs, and what a technician can type to start it. */
export const Draft = z.object({
  title: z.string(),
  values: z.array(z.object({ title: z.string(), value: z.string() })).readonly(),
  command: z.string().optional(),
  /** It was begun once, and something stands in its way. */
  isAgain: z.boolean().optional(),
});
export type Draft = Readonly<z.infer<typeof Draft>>;

/** Somebody's word that a ticket is of another category. */
const Correction = z.object({ category: Category, by: z.string(), suggestedAction: z.string().optional() });

/** What technicians are shown of a ticket that they take. */
export const HandOff = z.object({
  ticketId: z.string(),
  customerName: z.string(),
  requesterName: z.string(),
  subject: z.string(),
  body: z.string(),
  /** Devices, applications and the like that the ticket names. */
  names: z.array(z.string()).readonly().optional(),
  /** Absent when a command said what to do. */
  classification: Classification.optional(),
  /** What there is to do now. */
  task: z.string(),
  /** Pages named in the task that can be opened from it. */
  pages: z.array(z.string()).readonly().default([]),
  /** Why nothing was begun by itself; absent when it was. */
  why: z.string().optional(),
  draft: Draft.optional(),
  correction: Correction.optional(),
});
export type HandOff = Readonly<z.infer<typeof HandOff>>;
