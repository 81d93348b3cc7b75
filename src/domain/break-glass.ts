import { z } from 'zod';
import { MessageRef } from './place.ts';

const Somebody = z.object({ id: z.string(), name: z.string() });

/** `over` waits for its review, and keeps the next one from being opened. */
export const BreakGlassState = z.enum(['asked', 'refused', 'lapsed', 'open', 'over', 'reviewed']);
export type BreakGlassState = z.infer<typeof BreakGlassState>;

/** An emergency in which one admin may approve what otherwise takes others. Two admins open it, for one customer and an hour. */
export const BreakGlass = z.object({
  id: z.string(),
  customerId: z.string(),
  reason: z.string(),
  state: BreakGlassState,
  askedBy: Somebody,
  confirmedBy: Somebody.optional(),
  /** Until when it can be confirmed, and once it is open, until when it is. */
  until: z.iso.datetime(),
  reviewedBy: Somebody.optional(),
  review: z.string().optional(),
  cards: z.array(MessageRef).readonly(),
});
export type BreakGlass = Readonly<z.infer<typeof BreakGlass>>;
