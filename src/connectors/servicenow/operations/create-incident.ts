import { z } from 'zod';
import { operation } from '../../operation.ts';
import { vendorError } from '../../vendor-error.ts';
import type { ServiceNow } from '../client.ts';
import { Description, Incident, Level, RecordPage, Reference, Title } from '../fields.ts';
import { asValues, incidentsWhere, isReachable, pageOf, standing } from '../incident.ts';
import { levelNumbers } from '../levels.ts';
import { notTaken } from '../not-taken.ts';
import { callerId } from '../people.ts';
import { type IncidentRecord, WrittenIncident } from '../records.ts';
import { markOf, openedFor, story } from '../texts.ts';
import { VENDOR } from '../vendor.ts';

const input = z.strictObject({
  title: Title,
  description: Description,
  requester: z.string().min(1).max(320).describe('Who needs help: e-mail address or name.'),
  impact: Level.default('low').describe('How many are affected.'),
  urgency: Level.default('medium').describe('How long it can wait.'),
  reference: Reference.optional(),
});

const names = { caller_id: 'requester', impact: 'impact', urgency: 'urgency' } as const;

export const createIncident = operation({
  title: 'Create incident',
  summary: 'Opens an incident in ServiceNow, which computes its priority from impact and urgency.',
  risk: 'routine',
  repeatable: false,
  input,
  output: z.strictObject({
    ...Incident.shape,
    page: RecordPage,
    notTaken: z
      .array(z.enum(['requester', 'impact', 'urgency']))
      .describe('What ServiceNow left empty or set otherwise; a requester it does not know is named in the text.'),
  }),
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
      notTaken: [],
    },
  },
  async run(asked, client: ServiceNow, { signal, reference }) {
    const caller = await callerId(asked.requester, client, signal);
    const { result } = await client.incidents.request(
      {
        method: 'POST',
        path: '/api/now/table/incident',
        query: asValues,
        json: newIncident(asked, caller, client, reference),
        repeat: 'once',
      },
      WrittenIncident,
      signal,
    );
    return opened(asked, result, client);
  },
  async find(asked, client, { signal, reference }) {
    const [incident] = await incidentsWhere('correlation_id', markOf(reference), client, signal);
    return incident ? opened(asked, incident, client) : 'absent';
  },
});

type Asked = z.infer<typeof input>;

function newIncident(asked: Asked, caller: string | undefined, { company }: ServiceNow, reference: string) {
  const description = caller ? asked.description : `For ${asked.requester}\n\n${asked.description}`;
  return {
    ...story(asked.title, description),
    ...levelsOf(asked),
    ...(caller === undefined ? {} : { caller_id: caller }),
    ...(company === undefined ? {} : { company }),
    correlation_id: markOf(reference),
    correlation_display: openedFor(asked.reference),
  };
}

function levelsOf({ impact, urgency }: Asked) {
  return { impact: levelNumbers[impact], urgency: levelNumbers[urgency] };
}

function opened(asked: Asked, incident: IncidentRecord, client: ServiceNow) {
  if (!isReachable(incident, client))
    throw vendorError(VENDOR, 'Wrong organisation', {
      detail: incident.number,
      remedy:
        "The new incident does not carry this customer's company. Look at it in ServiceNow, and let the account of this connection write the field Company.",
      definite: false,
    });
  // Whoever was not found was not sent, and nobody is empty too: both mean that the requester stands in the text alone.
  const nobody = incident.caller_id === '' ? (['requester'] as const) : [];
  return {
    ...standing(incident),
    page: pageOf('incident', incident.sys_id, client),
    notTaken: [...nobody, ...notTaken(levelsOf(asked), incident, names)],
  };
}
