import { z } from 'zod';

/** What a ticket has come to. Every ticket reaches exactly one of them. */
export const Outcome = z.enum(['resolved', 'assigned', 'escalated', 'denied', 'expired', 'failed']);
export type Outcome = z.infer<typeof Outcome>;
