import { z } from 'zod';
import { operation } from '../../operation.ts';
import type { ServiceNow } from '../client.ts';
import { IncidentStory } from '../fields.ts';
import { openedSince } from '../news.ts';
import { storyOf } from '../story.ts';

export const listNewIncidents = operation({
  title: 'List new incidents',
  summary: 'Lists the incidents that were opened since a time, oldest first, and up to when it has looked.',
  risk: 'read',
  repeatable: true,
  input: z.strictObject({
    since: z.iso.datetime().optional().describe('Up to when was looked before; without it, only the time is answered.'),
  }),
  output: z.strictObject({
    incidents: z.array(IncidentStory).describe('A few of them may have been listed before.'),
    until: z.iso.datetime().describe('Where to go on the next time.'),
  }),
  example: {
    input: { since: '2026-11-23T10:00:00Z' },
    output: {
      incidents: [
        {
          incidentId: '3f9a1c2e4b5d6f708192a3b4c5d6e7f8',
          number: 'INC0010001',
          state: 'new',
          title: 'Mail does not arrive',
          description: 'Nothing has come in since ten.',
          requester: { id: '7c1e0f5a9b3d4e6f8091a2b3c4d5e6f7', name: 'Ada Park' },
          openedAt: '2026-11-23T10:12:00.000Z',
          openedByDesk: false,
        },
      ],
      until: '2026-11-23T10:12:00.000Z',
    },
  },
  async run({ since }, client: ServiceNow, { signal }) {
    const { incidents, until } = await openedSince(since, client, signal);
    return { incidents: incidents.map(storyOf), until };
  },
});
