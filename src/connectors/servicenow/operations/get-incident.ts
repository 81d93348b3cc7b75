import { z } from 'zod';
import { operation } from '../../operation.ts';
import type { ServiceNow } from '../client.ts';
import { IncidentRef, IncidentStory } from '../fields.ts';
import { theIncident } from '../incident.ts';
import { storyOf } from '../story.ts';

export const getIncident = operation({
  title: 'Read incident',
  summary: 'Reads one incident with its description and who it is for.',
  risk: 'read',
  repeatable: true,
  input: z.strictObject({ incident: IncidentRef }),
  output: IncidentStory,
  example: {
    input: { incident: 'INC0010001' },
    output: {
      incidentId: '3f9a1c2e4b5d6f708192a3b4c5d6e7f8',
      number: 'INC0010001',
      state: 'new',
      title: 'Mail does not arrive',
      description: 'Nothing has come in since ten.',
      requester: { id: '7c1e0f5a9b3d4e6f8091a2b3c4d5e6f7', name: 'Ada Park' },
      openedAt: '2026-11-23T10:12:00.000Z',
      openedByDesk: false,
    },
  },
  async run({ incident }, client: ServiceNow, { signal }) {
    return storyOf(await theIncident(incident, client, signal));
  },
});
