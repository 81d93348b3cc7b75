import { z } from 'zod';
import { Person } from './person.ts';
import { Place } from './place.ts';

/** Which of the requests a ticket is that one command asked for together. */
export const BatchItem = z.object({
  /** Of the batch. */
  id: z.string().min(1),
  size: z.number().int().min(2),
  /** From 1 on, as people count them. */
  position: z.number().int().min(1),
});
export type BatchItem = Readonly<z.infer<typeof BatchItem>>;

/** The fewest and the most that can be asked for together. */
export const BATCH_SIZES = { fewest: 2, most: 50 } as const;

/** Requests that one command asked for together, each a ticket and a run of its own. */
export const Batch = z.object({
  id: z.string().min(1),
  customerId: z.string(),
  workflow: z.object({ name: z.string(), title: z.string() }).readonly(),
  requester: Person,
  /** Where it was asked for, and is told what became of all. */
  place: Place,
  /** What each item is about, in order. */
  targets: z.array(z.string()).min(BATCH_SIZES.fewest).readonly(),
});
export type Batch = Readonly<z.infer<typeof Batch>>;
