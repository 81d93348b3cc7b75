import { z } from 'zod';
import { operation } from '../../operation.ts';
import { ChangeRequest, Description, RecordPage, Reference, Title } from '../fields.ts';

export const createChangeRequest = operation({
  title: 'Create change request',
  summary: "Asks for a planned change, which then goes through the customer's own approval in ServiceNow.",
  risk: 'change',
  repeatable: false,
  input: z.strictObject({
    title: Title,
    description: Description,
    type: z.enum(['normal', 'emergency']).default('normal').describe('How it is approved.'),
    plannedStart: z.iso.datetime().optional().describe('When the work should begin.'),
    plannedEnd: z.iso.datetime().optional().describe('When it should be finished.'),
    reference: Reference.optional(),
  }),
  output: z.strictObject({ ...ChangeRequest.shape, page: RecordPage }),
  example: {
    input: {
      title: 'Replace the switch on floor 2',
      description: 'It loses connections several times a day.',
      type: 'normal',
      plannedStart: '2026-12-01T18:00:00Z',
      plannedEnd: '2026-12-01T20:00:00Z',
      reference: 'T-1044',
    },
    output: {
      changeId: '8a7b6c5d4e3f20112233445566778899',
      number: 'CHG0030001',
      state: 'new',
      page: 'https://servicenow.example/changes/CHG0030001',
    },
  },
});
