import { z } from 'zod';
import { operation } from '../../operation.ts';
import { Sealed } from '../../sealed.ts';
import type { AssistClient } from '../client.ts';
import { SessionId, TechnicianLink } from '../fields.ts';
import { AttendedSession, kinds } from '../sessions.ts';

export const createSession = operation({
  title: 'Start remote session',
  summary: 'Invites a person by e-mail to a remote session that the person has to join.',
  risk: 'change',
  repeatable: false,
  input: z.strictObject({
    participant: z.email().describe('E-mail address of the person who needs help.'),
    kind: z.enum(['remote-support', 'screen-share']).default('remote-support').describe('What the technician may do.'),
  }),
  output: z.strictObject({
    sessionId: SessionId,
    participant: z.email().describe('Who was invited.'),
    technicianLink: TechnicianLink,
    customerLink: Sealed.describe('The link that lets the person in, sealed.'),
  }),
  example: {
    input: { participant: 'ada@contoso.com', kind: 'remote-support' },
    output: {
      sessionId: '700100200',
      participant: 'ada@contoso.com',
      technicianLink: 'sealed:example-technician-link',
      customerLink: 'sealed:example-customer-link',
    },
  },
  async run({ participant, kind }, client: AssistClient, { signal, secrets }) {
    const query = { customer_email: participant, type: kinds[kind], department_id: client.connection.department };
    const ask = { method: 'POST', path: '/session', query, repeat: 'once' } as const;
    const { session_id, technician_url, customer_url } = (await client.request(ask, AttendedSession, signal))
      .representation;
    return {
      sessionId: session_id,
      participant,
      technicianLink: await secrets.seal('technicianLink', technician_url),
      customerLink: await secrets.seal('customerLink', customer_url),
    };
  },
});
