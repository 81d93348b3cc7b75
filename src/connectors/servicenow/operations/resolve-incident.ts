import { z } from 'zod';
import { operation } from '../../operation.ts';
import type { ServiceNow } from '../client.ts';
import { closeCode } from '../close-code.ts';
import { Incident, IncidentRef } from '../fields.ts';
import { change, refuseOver, standing, theIncident } from '../incident.ts';
import { refuseReverted } from '../not-taken.ts';
import { stateFrom, stateNumber } from '../state.ts';

export const resolveIncident = operation({
  title: 'Resolve incident',
  summary: 'Marks an incident as resolved and says how; its requester may reopen it.',
  risk: 'routine',
  repeatable: true,
  input: z.strictObject({
    incident: IncidentRef,
    resolution: z.string().min(1).max(4_000).describe('How it was solved.').meta({ words: true }),
    closeCode: z.string().min(1).max(100).optional().describe("One of the instance's own close codes."),
  }),
  output: z.strictObject({ ...Incident.shape, state: z.literal('resolved').describe('Always resolved.') }),
  example: {
    input: { incident: 'INC0010001', resolution: 'The mailbox was full and has more space now.' },
    output: { incidentId: '3f9a1c2e4b5d6f708192a3b4c5d6e7f8', number: 'INC0010001', state: 'resolved' },
  },
  async run({ incident: ref, resolution, closeCode: said }, client: ServiceNow, { signal }) {
    const incident = await theIncident(ref, client, signal);
    const resolved = { ...standing(incident), state: 'resolved' } as const;
    if (stateFrom(incident.state) === 'resolved') return resolved;
    refuseOver(incident);

    const code = await closeCode(said, client, signal);
    const how = { state: stateNumber('resolved'), ...(code === undefined ? {} : { close_code: code }) };
    refuseReverted(how, await change(incident, { ...how, close_notes: resolution }, client, signal));
    return resolved;
  },
});
