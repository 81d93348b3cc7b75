import type { Classification } from '../domain/classification.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Workflow } from '../domain/workflow.ts';

/** Reads a ticket and says what it believes; `known` are the workflows whose examples teach it. It never acts. */
export type Classify = (ticket: Ticket, known: readonly Workflow[]) => Promise<Classification>;
