import { z } from 'zod';
import { operation } from '../../operation.ts';
import type { ServiceNow } from '../client.ts';
import { IncidentRef } from '../fields.ts';
import { theIncident } from '../incident.ts';
import { exampleStory, IncidentStory, storyOf } from '../story.ts';

export const getIncident = operation({
  title: 'Read incident',
  summary: 'Reads one incident with its description and who it is for.',
  risk: 'read',
  repeatable: true,
  input: z.strictObject({ incident: IncidentRef }),
  output: IncidentStory,
  example: {
    input: { incident: 'INC0010001' },
    output: exampleStory,
  },
  async run({ incident }, client: ServiceNow, { signal }) {
    return storyOf(await theIncident(incident, client, signal));
  },
});
