import { z } from 'zod';

/** People say the number, the vendor wants the id; either is understood. */
export const IncidentRef = z
  .string()
  .regex(/^(INC\d{4,12}|[0-9a-f]{32})$/, 'use an incident number such as INC0010001, or its id')
  .describe('Number of the incident, e.g. INC0010001, or its id.');

const RecordId = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .describe('Id of the record in ServiceNow.');

const RecordNumber = z.string().describe('Number of the record, as people say it.');

/** Where an incident stands after we touched it. */
export const Incident = z.strictObject({
  incidentId: RecordId,
  number: RecordNumber,
  state: z
    .enum(['new', 'in-progress', 'on-hold', 'resolved', 'closed', 'cancelled', 'other'])
    .describe("Where it stands; other is a state of the instance's own."),
});

/** Where a change request stands after we touched it. */
export const ChangeRequest = z.strictObject({
  changeId: RecordId,
  number: RecordNumber,
  state: z.literal('new').describe('Always new: ServiceNow decides what follows.'),
});

export const Level = z.enum(['high', 'medium', 'low']);

export const Title = z.string().min(1).max(300).describe('What it is about, in one line.').meta({ words: true });

export const Description = z
  .string()
  .min(1)
  .max(32_000)
  .describe('The whole story, as plain text.')
  .meta({ words: true });

export const Reference = z.string().min(1).max(100).describe("The desk's own ticket id, by which it is found again.");

export const RecordPage = z.url().describe('Page of the record in ServiceNow; opens after signing in.');
