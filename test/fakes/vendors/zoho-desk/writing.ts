import type { VendorAnswer, VendorRequest } from '../vendor.ts';
import type { DeskTicket, Organisation } from './organisation.ts';
import { inFull } from './shown.ts';

const priorities = ['Low', 'Medium', 'High', 'Urgent', null];

/** A refusal as Zoho Desk writes it. */
export function refused(status: number, errorCode: string, fields: readonly string[] = []): VendorAnswer {
  const errors = fields.map((fieldName) => ({ fieldName: `/${fieldName}`, errorType: 'invalid', errorMessage: '' }));
  return { status, body: { errorCode, message: 'Words of the vendor.', ...(fields.length > 0 && { errors }) } };
}

export function openTicket(desk: Organisation, { body }: VendorRequest): VendorAnswer {
  const { subject, departmentId, contact, description = '', priority = null, cf = {} } = JSON.parse(body);
  if (!desk.departments.includes(departmentId)) return refused(422, 'INVALID_DATA', ['departmentId']);
  const wrong = wrongFields(desk, { priority, cf });
  if (!contact?.email || !contact.lastName) wrong.push('contact');
  if (wrong.length > 0) return refused(422, 'INVALID_DATA', wrong);
  const given = { firstName: null, ...contact };
  const id = desk.addTicket({ subject, departmentId, description, priority, cf, contact: given, email: contact.email });
  return { status: 200, body: inFull(desk, desk.ticket(id), false) };
}

/** Closing has rules of its own: fields that have to be filled in, and the blueprint. */
export function changeTicket(desk: Organisation, ticket: DeskTicket, { body }: VendorRequest): VendorAnswer {
  const { cf = {}, ...changes } = JSON.parse(body);
  const { statuses, mandatoryOnClose, blueprint, reopens } = desk.rules;
  const wrong = wrongFields(desk, { priority: null, ...changes, cf });
  if (changes.status !== undefined && !(changes.status in statuses)) wrong.push('status');
  if (wrong.length > 0) return refused(422, 'INVALID_DATA', wrong);
  const closes = statuses[changes.status] === 'Closed';
  if (closes && mandatoryOnClose && !ticket.cf[mandatoryOnClose])
    return refused(422, 'UNPROCESSABLE_ENTITY', [mandatoryOnClose]);
  if (changes.status !== undefined && blueprint) return refused(422, 'UNPROCESSABLE_ENTITY');

  Object.assign(ticket, changes, { cf: { ...ticket.cf, ...cf } });
  if (closes && reopens) ticket.status = 'Open';
  return { status: 200, body: inFull(desk, ticket, false) };
}

function wrongFields(desk: Organisation, { priority, cf }: { priority: string | null; cf: object }): string[] {
  const unknown = Object.keys(cf).filter((name) => !desk.rules.fields.includes(name));
  return [...unknown, ...(priorities.includes(priority) ? [] : ['priority'])];
}
