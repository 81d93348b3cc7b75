import { z } from 'zod';
import { operation } from '../../operation.ts';
import { vendorError } from '../../vendor-error.ts';
import { asRecord, type ChangeRecord, changeWithMark, ignoredIn, NewChange } from '../change-request.ts';
import type { ServiceNow } from '../client.ts';
import { ChangeRequest, Description, RecordPage, Reference, Title } from '../fields.ts';
import { pageOf } from '../incident.ts';
import { notTaken } from '../not-taken.ts';
import { apiTime } from '../records.ts';
import { markOf, openedFor, story } from '../texts.ts';
import { VENDOR } from '../vendor.ts';

const input = z.strictObject({
  title: Title,
  description: Description,
  type: z.enum(['normal', 'emergency']).default('normal').describe('How it is approved.'),
  plannedStart: z.iso.datetime().optional().describe('When the work should begin.'),
  plannedEnd: z.iso.datetime().optional().describe('When it should be finished.'),
  reference: Reference.optional(),
});

const names = {
  type: 'type',
  start_date: 'plannedStart',
  end_date: 'plannedEnd',
  short_description: 'title',
  description: 'description',
} as const;

export const createChangeRequest = operation({
  title: 'Create change request',
  summary: "Asks for a planned change, which then goes through the customer's own approval in ServiceNow.",
  risk: 'change',
  repeatable: false,
  input,
  output: z.strictObject({
    ...ChangeRequest.shape,
    page: RecordPage,
    notTaken: z.array(z.enum(Object.values(names))).describe('What ServiceNow left empty or set otherwise.'),
  }),
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
      notTaken: [],
    },
  },
  async run(asked, client: ServiceNow, { signal, reference }) {
    const mark = markOf(reference);
    const json = {
      ...story(asked.title, asked.description),
      ...planOf(asked),
      ...(client.company === undefined ? {} : { company: client.company }),
      correlation_id: mark,
      correlation_display: openedFor(asked.reference),
    };
    // In the body, not in the address, where proxies would write the texts down.
    const answer = await client.changes.request(
      { method: 'POST', path: '/api/sn_chg_rest/change', json, repeat: 'once' },
      NewChange,
      signal,
    );
    return opened(asked, asRecord(answer, mark), client, ignoredIn(answer));
  },
  async find(asked, client, { signal, reference }) {
    const change = await changeWithMark(markOf(reference), client, signal);
    return change ? opened(asked, change, client) : 'absent';
  },
});

type Asked = z.infer<typeof input>;

function planOf({ type, plannedStart, plannedEnd }: Asked): Record<string, string> {
  return {
    type,
    ...(plannedStart === undefined ? {} : { start_date: apiTime(plannedStart) }),
    ...(plannedEnd === undefined ? {} : { end_date: apiTime(plannedEnd) }),
  };
}

function opened(asked: Asked, change: ChangeRecord, client: ServiceNow, ignored: readonly string[] = []) {
  if (client.company !== undefined && change.company !== client.company)
    throw vendorError(VENDOR, 'Wrong organisation', {
      detail: change.number,
      remedy:
        "The new change does not carry this customer's company. Look at it in ServiceNow, and let the account of this connection write the field Company.",
      definite: false,
    });
  return {
    changeId: change.sys_id,
    number: change.number,
    state: 'new' as const,
    page: pageOf('change_request', change.sys_id, client),
    notTaken: [
      ...new Set([
        ...notTaken(planOf(asked), change, names),
        ...Object.entries(names).flatMap(([field, name]) => (ignored.includes(field) ? [name] : [])),
      ]),
    ],
  };
}
