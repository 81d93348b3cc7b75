import { z } from 'zod';
import type { VendorAnswer, VendorRequest } from '../vendor.ts';
import { type Instance, journals, type Row, tables } from './instance.ts';
import { noRecord, noRights, refusal } from './refusals.ts';

const Body = z.record(z.string(), z.string());

/** The Change Management API: answers 200, and names what it could not use. */
export function answerChange(id: string | undefined, request: VendorRequest, instance: Instance): VendorAnswer {
  if (!instance.rules.hasChangePlugin) return refusal(400, 'Requested URI does not represent any resource');
  if (!['itil', 'sn_change_write'].some((role) => instance.account.roles.has(role))) return noRights;
  if (request.method === 'GET') {
    const row = instance.records.change_request.find(({ sys_id }) => sys_id === id);
    return row ? { status: 200, body: { result: written(row) } } : noRecord;
  }
  const values = Body.parse(JSON.parse(request.body));
  const row = instance.add('change_request', { state: '-5' });
  const ignoredFields: string[] = [];
  for (const [field, value] of Object.entries(values)) {
    if (journals.includes(field)) instance.journal.set(row.sys_id ?? '', [{ field, text: value }]);
    else if (isUsable(field, value, instance)) row[field] = value;
    else ignoredFields.push(field);
  }
  return { status: 200, body: { result: { ...written(row), __meta: { ignoredFields } } } };
}

function isUsable(field: string, value: string, { rules, records }: Instance): boolean {
  const fields: readonly string[] = tables.change_request.fields;
  if (!fields.includes(field) || rules.revert.has(field)) return false;
  if (field === 'company') return records.core_company.some(({ sys_id }) => sys_id === value);
  return !field.endsWith('_date') || /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value);
}

function written(row: Row): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([field, value]) => [
      field,
      { value, display_value: value, display_value_internal: value },
    ]),
  );
}
