import { z } from 'zod';
import { operation } from '../../operation.ts';
import type { ServiceNow } from '../client.ts';
import { openedSince } from '../news.ts';
import { exampleStory, IncidentStory, storyOf } from '../story.ts';

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
      incidents: [exampleStory],
      until: '2026-11-23T10:12:00.000Z',
    },
  },
  async run({ since }, client: ServiceNow, { signal }) {
    const { incidents, until } = await openedSince(since, client, signal);
    return { incidents: incidents.map(storyOf), until };
  },
});
