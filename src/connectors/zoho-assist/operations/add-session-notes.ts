import { z } from 'zod';
import { operation } from '../../operation.ts';
import { SessionId } from '../fields.ts';

export const addSessionNotes = operation({
  title: 'Add session notes',
  summary: "Keeps notes in the desk's own record of a session and in its ticket; Zoho Assist has no place for them.",
  risk: 'routine',
  repeatable: false,
  input: z.strictObject({
    sessionId: SessionId,
    ticketId: z.string().min(1).max(100).describe("The desk's ticket the session belongs to."),
    text: z.string().min(1).max(20_000).describe('The notes, as plain text.').meta({ words: true }),
  }),
  output: z.strictObject({
    sessionId: SessionId,
    ticketId: z.string().describe("The desk's ticket that has the notes too."),
    keptIn: z.array(z.enum(['session-record', 'ticket'])).describe('Where the notes are now.'),
  }),
  example: {
    input: { sessionId: '700100200', ticketId: 'T-1042', text: 'Replaced the driver and printed a test page.' },
    output: { sessionId: '700100200', ticketId: 'T-1042', keptIn: ['session-record', 'ticket'] },
  },
  async run({ sessionId, ticketId, text }, _client: unknown, { records }) {
    const keptIn = await records.keepSessionNotes({ sessionId, ticketId, text });
    return { sessionId, ticketId, keptIn: [...keptIn] };
  },
});
