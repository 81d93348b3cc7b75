import { z } from 'zod';
import { Incident, Title } from './fields.ts';
import { standing } from './incident.ts';
import { type IncidentRecord, isoTime } from './records.ts';
import { isOurs, shownTitle } from './texts.ts';

/** An incident as intake reads it. */
export const IncidentStory = z.strictObject({
  ...Incident.shape,
  title: Title,
  description: z
    .string()
    .describe('The whole story, as it was written there; empty where there is none.')
    .meta({ words: true }),
  requester: z
    .strictObject({
      id: z.string().describe('Id of the user in ServiceNow; unknown where nobody is named.'),
      name: z.string().describe('Name of the user as ServiceNow has it.'),
    })
    .describe('Who it is for, as ServiceNow says.'),
  openedAt: z.iso.datetime().describe('When it was opened.'),
  openedByDesk: z.boolean().describe('Whether the desk itself opened it.'),
});
export type IncidentStory = z.infer<typeof IncidentStory>;

/** What every example tells. */
export const exampleStory: IncidentStory = {
  incidentId: '3f9a1c2e4b5d6f708192a3b4c5d6e7f8',
  number: 'INC0010001',
  state: 'new',
  title: 'Mail does not arrive',
  description: 'Nothing has come in since ten.',
  requester: { id: '7c1e0f5a9b3d4e6f8091a2b3c4d5e6f7', name: 'Ada Park' },
  openedAt: '2026-11-23T10:12:00.000Z',
  openedByDesk: false,
};

/** An incident with all that intake wants to know of it. */
export function storyOf(incident: IncidentRecord): IncidentStory {
  return {
    ...standing(incident),
    title: shownTitle(incident.short_description),
    description: incident.description,
    requester: { id: incident.caller_id || 'unknown', name: incident['caller_id.name'] || 'Unknown' },
    openedAt: isoTime(incident.sys_created_on),
    openedByDesk: isOurs(incident.correlation_id),
  };
}
