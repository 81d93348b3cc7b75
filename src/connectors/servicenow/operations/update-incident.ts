import { z } from 'zod';
import { operation } from '../../operation.ts';
import type { ServiceNow } from '../client.ts';
import { Incident, IncidentRef, Level, Title } from '../fields.ts';
import { change, refuseOver, standing, theIncident } from '../incident.ts';
import { levelNumbers } from '../levels.ts';
import { refuseReverted } from '../not-taken.ts';
import { groupId } from '../people.ts';
import { stateNumber } from '../state.ts';
import { oneLine } from '../texts.ts';

const input = z.strictObject({
  incident: IncidentRef,
  title: Title.optional(),
  impact: Level.optional().describe('How many are affected.'),
  urgency: Level.optional().describe('How long it can wait.'),
  assignmentGroup: z.string().min(1).max(100).optional().describe('Team that takes it over.'),
  state: Incident.shape.state
    .extract(['in-progress', 'on-hold'])
    .optional()
    .describe('Where it stands now; to resolve it, use resolveIncident.'),
});

export const updateIncident = operation({
  title: 'Update incident',
  summary: 'Changes the named fields of an incident and leaves the others alone.',
  risk: 'routine',
  repeatable: true,
  input,
  output: Incident,
  example: {
    input: { incident: 'INC0010001', state: 'in-progress', assignmentGroup: 'Service desk' },
    output: { incidentId: '3f9a1c2e4b5d6f708192a3b4c5d6e7f8', number: 'INC0010001', state: 'in-progress' },
  },
  async run({ incident: ref, ...asked }, client: ServiceNow, { signal }) {
    const incident = await theIncident(ref, client, signal);
    refuseOver(incident);
    const changes = await changesOf(asked, client, signal);
    if (Object.keys(changes).length === 0) return standing(incident);

    const changed = await change(incident, changes, client, signal);
    refuseReverted(changes, changed);
    return standing(changed);
  },
});

type Asked = Omit<z.infer<typeof input>, 'incident'>;

async function changesOf(
  { title, impact, urgency, assignmentGroup, state }: Asked,
  client: ServiceNow,
  signal: AbortSignal,
): Promise<Record<string, string>> {
  return {
    ...(title === undefined ? {} : { short_description: oneLine(title) }),
    ...(impact === undefined ? {} : { impact: levelNumbers[impact] }),
    ...(urgency === undefined ? {} : { urgency: levelNumbers[urgency] }),
    ...(assignmentGroup === undefined ? {} : { assignment_group: await groupId(assignmentGroup, client, signal) }),
    ...(state === undefined ? {} : { state: stateNumber(state) }),
  };
}
