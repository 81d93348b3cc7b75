import { z } from 'zod';
import { operation } from '../../operation.ts';
import type { ServiceNow } from '../client.ts';
import { Incident, IncidentRef } from '../fields.ts';
import { find, write } from '../journal.ts';

export const addWorkNote = operation({
  title: 'Add work note',
  summary: 'Adds a note to an incident that only technicians see.',
  risk: 'routine',
  repeatable: false,
  input: z.strictObject({
    incident: IncidentRef,
    text: z.string().min(1).max(4_000).describe('The note, as plain text.').meta({ words: true }),
  }),
  output: Incident.omit({ state: true }),
  example: {
    input: { incident: 'INC0010001', text: 'Asked for the exact time of the last mail.' },
    output: { incidentId: '3f9a1c2e4b5d6f708192a3b4c5d6e7f8', number: 'INC0010001' },
  },
  run: (note, client: ServiceNow, call) => write('work_notes', note, client, call),
  find: (note, client, call) => find('work_notes', note, client, call),
});
