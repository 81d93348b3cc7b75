import { z } from 'zod';
import { operation } from '../../operation.ts';
import { Description, Incident, Level, RecordPage, Reference, Title } from '../fields.ts';

export const createIncident = operation({
  title: 'Create incident',
  summary: 'Opens an incident in ServiceNow, which computes its priority from impact and urgency.',
  risk: 'routine',
  repeatable: false,
  input: z.strictObject({
    title: Title,
    description: Description,
    requester: z.string().min(1).max(320).describe('Who needs help: e-mail address or name.'),
    impact: Level.default('low').describe('How many are affected.'),
    urgency: Level.default('medium').describe('How long it can wait.'),
    reference: Reference.optional(),
  }),
  output: z.strictObject({ ...Incident.shape, page: RecordPage }),
  example: {
    input: {
      title: 'Mail does not arrive',
      description: 'Nothing has come in since ten.',
      requester: 'ada@contoso.com',
      impact: 'low',
      urgency: 'medium',
      reference: 'T-1043',
    },
    output: {
      incidentId: '3f9a1c2e4b5d6f708192a3b4c5d6e7f8',
      number: 'INC0010001',
      state: 'new',
      page: 'https://servicenow.example/incidents/INC0010001',
    },
  },
});
