import { z } from 'zod';
import { BatchItem } from './batch.ts';
import { Person } from './person.ts';
import { Place } from './place.ts';

/** What intake found in the text. Candidates for inputs, never trusted. */
export const TicketMetadata = z.object({
  requesterDomain: z.string().optional(),
  urgencyWords: z.array(z.string()).readonly(),
  emails: z.array(z.string()).readonly(),
  devices: z.array(z.string()).readonly(),
});
export type TicketMetadata = Readonly<z.infer<typeof TicketMetadata>>;

/** A command that names a workflow itself, so that nothing has to be understood. */
export const TicketCommand = z.object({ workflow: z.string(), inputs: z.record(z.string(), z.string()).readonly() });
export type TicketCommand = Readonly<z.infer<typeof TicketCommand>>;

/** A request for help. `subject` and `body` are somebody's words and never trusted. */
export const Ticket = z.object({
  id: z.string(),
  customerId: z.string(),
  requester: Person,
  place: Place,
  subject: z.string().min(1).max(300),
  /** Everything that was written, its first line too. */
  body: z.string().min(1).max(20_000),
  receivedAt: z.iso.datetime(),
  metadata: TicketMetadata,
  /** Its id in the help desk it came from; absent for one from a chat. */
  helpDesk: z.string().optional(),
  command: TicketCommand.optional(),
  /** Of the ones that were asked for together. */
  batch: BatchItem.readonly().optional(),
});
export type Ticket = Readonly<z.infer<typeof Ticket>>;

const LONGEST_SUBJECT = 120;

/** What a text of its own is about: the first line that says something, cut at a word. */
export function subjectOf(text: string): string {
  const line =
    text
      .split('\n')
      .find((candidate) => candidate.trim())
      ?.trim() ?? text.trim();
  if (line.length <= LONGEST_SUBJECT) return line;
  return `${line.slice(0, LONGEST_SUBJECT).replace(/\s+\S*$/, '')}…`;
}
