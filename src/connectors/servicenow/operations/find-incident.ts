import { z } from 'zod';
import { operation } from '../../operation.ts';
import type { ServiceNow } from '../client.ts';
import { Incident, IncidentRef, RecordPage, Title } from '../fields.ts';
import { pageOf, standing, theIncident } from '../incident.ts';
import { shownTitle } from '../texts.ts';

export const findIncident = operation({
  title: 'Look up incident',
  summary: 'Finds one incident by its number or id, and says where it stands.',
  risk: 'read',
  repeatable: true,
  input: z.strictObject({ incident: IncidentRef }),
  output: z.strictObject({ ...Incident.shape, title: Title, page: RecordPage }),
  example: {
    input: { incident: 'INC0010001' },
    output: {
      incidentId: '3f9a1c2e4b5d6f708192a3b4c5d6e7f8',
      number: 'INC0010001',
      state: 'in-progress',
      title: 'Mail does not arrive',
      page: 'https://servicenow.example/incidents/INC0010001',
    },
  },
  async run({ incident: ref }, client: ServiceNow, { signal }) {
    const incident = await theIncident(ref, client, signal);
    return {
      ...standing(incident),
      title: shownTitle(incident.short_description),
      page: pageOf('incident', incident.sys_id, client),
    };
  },
});
