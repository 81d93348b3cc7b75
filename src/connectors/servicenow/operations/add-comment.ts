import { z } from 'zod';
import { operation } from '../../operation.ts';
import type { ServiceNow } from '../client.ts';
import { Incident, IncidentRef } from '../fields.ts';
import { find, write } from '../journal.ts';

export const addComment = operation({
  title: 'Add comment',
  summary: 'Adds a comment to an incident that its requester sees and is usually told of by mail.',
  risk: 'routine',
  repeatable: false,
  input: z.strictObject({
    incident: IncidentRef,
    text: z.string().min(1).max(4_000).describe('The comment, as plain text.').meta({ words: true }),
  }),
  output: Incident.omit({ state: true }),
  example: {
    input: { incident: 'INC0010001', text: 'Your mailbox has more space now.' },
    output: { incidentId: '3f9a1c2e4b5d6f708192a3b4c5d6e7f8', number: 'INC0010001' },
  },
  run: (comment, client: ServiceNow, call) => write('comments', comment, client, call),
  find: (comment, client, call) => find('comments', comment, client, call),
});
