import { z } from 'zod';
import { operation } from '../../operation.ts';
import { SessionId } from '../fields.ts';

export const getSessionHistory = operation({
  title: 'List past sessions',
  summary: 'Lists the remote sessions of a stretch of time, newest first.',
  risk: 'read',
  repeatable: true,
  input: z.strictObject({
    from: z.iso.datetime().describe('Beginning of the time to look at.'),
    to: z.iso.datetime().describe('End of the time to look at.'),
    kind: z
      .enum(['all', 'remote-support', 'screen-share', 'unattended'])
      .default('all')
      .describe('Only sessions of this kind.'),
  }),
  output: z.strictObject({
    sessions: z
      .array(
        z.strictObject({
          sessionId: SessionId,
          startedAt: z.iso.datetime().describe('When it began.'),
          minutes: z.number().min(0).describe('How long it lasted.'),
          technician: z.string().describe('Who helped.'),
        }),
      )
      .describe('The sessions; empty when there were none.'),
  }),
  example: {
    input: { from: '2026-11-01T00:00:00Z', to: '2026-11-30T00:00:00Z', kind: 'all' },
    output: {
      sessions: [
        { sessionId: '700100200', startedAt: '2026-11-12T09:30:00Z', minutes: 24, technician: 'tess@msp.example' },
      ],
    },
  },
});
