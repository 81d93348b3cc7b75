import { vendorError } from '../vendor-error.ts';
import type { IncidentRecord } from './records.ts';
import { VENDOR } from './vendor.ts';

/** The names of the fields that came back otherwise than they were sent. `names` says what we call them. */
export function notTaken<Name extends string>(
  sent: Readonly<Record<string, string>>,
  came: Readonly<Record<string, string | undefined>>,
  names: Readonly<Record<string, Name>>,
): Name[] {
  return Object.entries(names).flatMap(([field, name]) =>
    sent[field] === undefined || sent[field] === came[field] ? [] : [name],
  );
}

/** A rule of the instance may set back what was accepted with 200. */
export function refuseReverted(sent: Readonly<Record<string, string>>, came: IncidentRecord): void {
  const lost = notTaken(sent, came, updateNames);
  if (lost.length === 0) return;
  throw vendorError(VENDOR, 'Not accepted', {
    detail: `not taken: ${lost.join(', ')}`,
    remedy:
      'A rule of the instance set this back, or its forms ask for more at the same time. Make the change in ServiceNow, or ask its administrators which rule it is.',
    definite: lost.length === Object.keys(sent).length,
  });
}

const updateNames = {
  short_description: 'title',
  impact: 'impact',
  urgency: 'urgency',
  assignment_group: 'assignmentGroup',
  state: 'state',
  close_code: 'closeCode',
};
