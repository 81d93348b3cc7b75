import { z } from 'zod';
import { operation } from '../../operation.ts';
import { Incident, IncidentRef, Level, Title } from '../fields.ts';

export const updateIncident = operation({
  title: 'Update incident',
  summary: 'Changes the named fields of an incident and leaves the others alone.',
  risk: 'routine',
  repeatable: true,
  input: z.strictObject({
    incident: IncidentRef,
    title: Title.optional(),
    impact: Level.optional().describe('How many are affected.'),
    urgency: Level.optional().describe('How long it can wait.'),
    assignmentGroup: z.string().min(1).max(100).optional().describe('Team that takes it over.'),
    state: Incident.shape.state
      .extract(['in-progress', 'on-hold'])
      .optional()
      .describe('Where it stands now; to resolve it, use resolveIncident.'),
  }),
  output: Incident,
  example: {
    input: { incident: 'INC0010001', state: 'in-progress', assignmentGroup: 'Service desk' },
    output: { incidentId: '3f9a1c2e4b5d6f708192a3b4c5d6e7f8', number: 'INC0010001', state: 'in-progress' },
  },
});
