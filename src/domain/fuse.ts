import { z } from 'zod';
import { inMilliseconds, Length } from '../lib/duration.ts';
import { Person } from './person.ts';
import { MessageRef } from './place.ts';

/** So many changes in so much time go through without anybody being asked once more. */
export const USUAL_FUSE = { most: 20, within: '10m' } as const;

/** What a customer says of it: fewer changes, or counted over a longer time. Never more. */
export const FuseLimits = z.strictObject({
  most: z
    .number()
    .int()
    .min(1)
    .max(USUAL_FUSE.most, `it can only be tighter than usual: at most ${USUAL_FUSE.most}`)
    .default(USUAL_FUSE.most)
    .describe('So many changes go through; the next one pauses them all.'),
  within: Length.refine(
    (within) => inMilliseconds(within) >= inMilliseconds(USUAL_FUSE.within),
    `it can only be tighter than usual: at least ${USUAL_FUSE.within}`,
  )
    .default(USUAL_FUSE.within)
    .describe('How far back they are counted, from now.'),
});
export type FuseLimits = Readonly<z.infer<typeof FuseLimits>>;

/** One change that is held back, for whoever decides about it. */
export const Paused = z.object({ ticketId: z.string(), title: z.string(), target: z.string(), requester: Person });
export type Paused = Readonly<z.infer<typeof Paused>>;

/** Too many changes of one customer: from when it blew until somebody lets them go on, or stops them. */
export const Fuse = z.object({
  id: z.string(),
  customerId: z.string(),
  state: z.enum(['blown', 'released', 'stopped']),
  limits: FuseLimits,
  /** The run whose change was the first to be held back. */
  blownBy: z.string(),
  /** When nobody can decide any more. */
  endsAt: z.date(),
  /** Until when changes go on without being counted. */
  openUntil: z.date().nullable(),
  decidedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  cards: z.array(MessageRef).readonly(),
});
export type Fuse = Readonly<z.infer<typeof Fuse>>;
