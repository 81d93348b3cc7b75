import { z } from 'zod';
import { operation } from '../../operation.ts';
import { vendorError } from '../../vendor-error.ts';
import type { AssistClient } from '../client.ts';
import { SessionId } from '../fields.ts';
import { Reports, reportKinds } from '../sessions.ts';
import { VENDOR } from '../vendor.ts';

const PAGE = 50;
const MOST_PAGES = 100;

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
  async run({ from, to, kind }, client: AssistClient, { signal }) {
    const period = { fromdate: Date.parse(from), todate: Date.parse(to) };
    const { department } = client.connection;
    const sessions = new Map<string, { sessionId: string; startedAt: string; minutes: number; technician: string }>();
    for (let page = 0; page < MOST_PAGES; page++) {
      const query = {
        type: reportKinds[kind],
        ...period,
        department_id: department,
        index: page * PAGE + 1,
        count: PAGE,
      };
      const told = await client.request({ method: 'GET', path: '/reports', query, repeat: 'safe' }, Reports, signal);
      for (const { session_id, start_time, end_time, session_owner_email, agent_email } of told)
        sessions.set(session_id, {
          sessionId: session_id,
          startedAt: new Date(start_time).toISOString(),
          minutes: Math.max(0, Math.round(((end_time ?? start_time) - start_time) / 60_000)),
          technician: session_owner_email || agent_email || 'unknown',
        });
      if (told.length < PAGE)
        return { sessions: [...sessions.values()].sort((one, other) => other.startedAt.localeCompare(one.startedAt)) };
    }
    throw vendorError(VENDOR, 'Not accepted', {
      detail: 'too many sessions',
      remedy: 'Ask for a shorter time.',
      definite: true,
    });
  },
});
