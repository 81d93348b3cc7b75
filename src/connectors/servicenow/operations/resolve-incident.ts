import { z } from 'zod';
import { operation } from '../../operation.ts';
import { Incident, IncidentRef } from '../fields.ts';

export const resolveIncident = operation({
  title: 'Resolve incident',
  summary: 'Marks an incident as resolved and says how; its requester may reopen it.',
  risk: 'routine',
  repeatable: true,
  input: z.strictObject({
    incident: IncidentRef,
    resolution: z.string().min(1).max(4_000).describe('How it was solved.'),
    closeCode: z.string().min(1).max(100).optional().describe("One of the instance's own close codes."),
  }),
  output: z.strictObject({ ...Incident.shape, state: z.literal('resolved').describe('Always resolved.') }),
  example: {
    input: { incident: 'INC0010001', resolution: 'The mailbox was full and has more space now.' },
    output: { incidentId: '3f9a1c2e4b5d6f708192a3b4c5d6e7f8', number: 'INC0010001', state: 'resolved' },
  },
});
