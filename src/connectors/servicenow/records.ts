import { z } from 'zod';
import { vendorError } from '../vendor-error.ts';
import { VENDOR } from './vendor.ts';

const Text = z
  .string()
  .nullish()
  .transform((text) => text ?? '');

/** An incident as the Table API writes it with `incidentFields`: everything is text, and what is empty is ''. */
export const IncidentRecord = z.object({
  sys_id: z.string().regex(/^[0-9a-f]{32}$/),
  number: z.string().min(1).max(40),
  state: z.coerce.string(),
  short_description: Text,
  description: Text,
  impact: Text,
  urgency: Text,
  caller_id: Text,
  'caller_id.name': Text,
  company: Text,
  assignment_group: Text,
  close_code: Text,
  correlation_id: Text,
  sys_created_on: Text,
});
export type IncidentRecord = z.infer<typeof IncidentRecord>;

export const incidentFields = Object.keys(IncidentRecord.shape).join(',');

/** One of them, as a write answers. */
export const WrittenIncident = z.object({ result: IncidentRecord });

/** ISO time of what the API writes as `2026-11-23 08:30:00`, always in UTC when display values were not asked for. */
export function isoTime(written: string): string {
  const time = new Date(`${written.replace(' ', 'T')}Z`);
  if (!Number.isNaN(time.getTime())) return time.toISOString();
  throw vendorError(VENDOR, 'Unreadable answer', {
    detail: 'a time',
    remedy: 'Let the account of this connection read the field Created (sys_created_on) of incidents.',
    definite: true,
  });
}

/** The API's way of writing an ISO time, in UTC. */
export function apiTime(iso: string): string {
  return new Date(iso).toISOString().slice(0, 19).replace('T', ' ');
}
