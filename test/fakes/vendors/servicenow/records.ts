import { z } from 'zod';
import type { VendorAnswer, VendorRequest } from '../vendor.ts';
import { type Instance, journals, type Row, type TableName, tables } from './instance.ts';
import { ask } from './query.ts';
import { noRecord, noRights, refusal } from './refusals.ts';

const Body = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String));
const writers: Readonly<Record<string, readonly string[]>> = { incident: ['itil', 'sn_incident_write'] };
const longest: Readonly<Record<string, number>> = { short_description: 160, description: 4_000 };

/** The Table API over one table. */
export function answerTable(
  table: TableName,
  id: string | undefined,
  request: VendorRequest,
  instance: Instance,
): VendorAnswer {
  const { account } = instance;
  const mayRead = account.roles.has('itil') || (table === 'incident' && account.roles.has('sn_incident_read'));
  if (!mayRead && table !== 'sys_user') return noRights;
  if (request.method === 'GET') return read(table, id, request, instance);
  if (!writers[table]?.some((role) => account.roles.has(role))) return noRights;
  const values = Body.parse(JSON.parse(request.body));
  return request.method === 'POST'
    ? create(table, values, request, instance)
    : update(table, id, values, request, instance);
}

function read(table: TableName, id: string | undefined, { query }: VendorRequest, instance: Instance): VendorAnswer {
  const rows = instance.records[table];
  if (id !== undefined) {
    const row = rows.find(({ sys_id }) => sys_id === id);
    return row ? { status: 200, body: { result: shown(table, row, query, instance) } } : noRecord;
  }
  const found = ask(rows, query.get('sysparm_query') ?? '', {
    userId: instance.account.id,
    now: instance.now(),
    fields: tables[table].fields.filter((field) => !instance.rules.drops.has(field)),
  });
  const offset = Number(query.get('sysparm_offset') ?? 0);
  const page = found.slice(offset, offset + Number(query.get('sysparm_limit') ?? 10_000));
  const visible = page.filter(({ number = '' }) => !instance.rules.hidden.has(number));
  return {
    status: 200,
    headers: { 'x-total-count': String(found.length) },
    body: { result: visible.map((row) => shown(table, row, query, instance)) },
  };
}

function create(table: TableName, values: Row, { query }: VendorRequest, instance: Instance): VendorAnswer {
  const row = instance.addIncident();
  set(table, row, { impact: '3', urgency: '3', ...values }, instance);
  const caller = instance.records.sys_user.find(({ sys_id }) => sys_id === row.caller_id);
  row.company ||= caller?.company ?? '';
  return {
    status: 201,
    headers: { location: `https://${instance.host}/api/now/table/${table}/${row.sys_id}` },
    body: { result: shown(table, row, query, instance) },
  };
}

function update(
  table: TableName,
  id: string | undefined,
  values: Row,
  { query }: VendorRequest,
  instance: Instance,
): VendorAnswer {
  const row = instance.records[table].find(({ sys_id }) => sys_id === id);
  if (!row) return noRecord;
  if (row.state === '7')
    return refusal(403, 'Operation Failed', "Operation against file 'incident' was aborted by Business Rule 'Closed'");
  const next = { ...row, ...values };
  if (instance.rules.dataPolicy && values.state === '6' && !(next.close_code && next.close_notes))
    return refusal(
      403,
      'Operation Failed',
      'Data Policy Exception: The following fields are mandatory: Resolution code, Resolution notes',
    );
  const kept = Object.fromEntries(Object.entries(values).filter(([field]) => !instance.rules.revert.has(field)));
  set(table, row, kept, instance);
  row.sys_mod_count = String(Number(row.sys_mod_count) + 1);
  return { status: 200, body: { result: shown(table, row, query, instance) } };
}

/** Unknown fields are dropped, references to nothing are empty, long texts are cut, and priority is computed. */
function set(table: TableName, row: Row, values: Row, instance: Instance): void {
  const { fields, references } = tables[table];
  const targets: Readonly<Record<string, TableName>> = references;
  for (const [field, value] of Object.entries(values)) {
    if (journals.includes(field) && value !== '') {
      const entries = instance.journal.get(row.sys_id ?? '') ?? [];
      instance.journal.set(row.sys_id ?? '', [...entries, { field, text: value }]);
    }
    if (!fields.some((known) => known === field) || ['sys_id', 'number', 'priority'].includes(field)) continue;
    const target = targets[field];
    const exists = !target || instance.records[target].some(({ sys_id }) => sys_id === value);
    row[field] = exists ? value.slice(0, longest[field] ?? 1_000) : '';
  }
  row.priority = String(Math.min(5, Math.max(1, Number(row.impact) + Number(row.urgency) - 1)));
}

function shown(table: TableName, row: Row, query: URLSearchParams, instance: Instance): Record<string, unknown> {
  const wanted = query.get('sysparm_fields')?.split(',') ?? [...tables[table].fields, ...journals];
  const asPeopleSee = query.get('sysparm_display_value') === 'true';
  const withLinks = query.get('sysparm_exclude_reference_link') !== 'true';
  const targets: Readonly<Record<string, TableName>> = tables[table].references;
  const cell = (path: string): unknown => {
    const [field = '', inner] = path.split('.');
    const value = row[field] ?? '';
    const target = targets[field];
    if (journals.includes(field)) return asPeopleSee ? journalText(row, field, instance) : '';
    if (!target) return value;
    const other = instance.records[target].find(({ sys_id }) => sys_id === value);
    if (inner) return other?.[inner] ?? '';
    if (asPeopleSee) return other?.name ?? '';
    return withLinks && value !== ''
      ? { link: `https://${instance.host}/api/now/table/${target}/${value}`, value }
      : value;
  };
  const known: readonly string[] = [...tables[table].fields, ...journals];
  return Object.fromEntries(
    wanted.filter((path) => known.includes(path.split('.')[0] ?? '')).map((path) => [path, cell(path)]),
  );
}

function journalText(row: Row, field: string, instance: Instance): string {
  const entries = instance.written(row.sys_id ?? '', field);
  return entries.map((text) => `2026-11-23 09:00:00 - Desk (${field})\n${text}\n\n`).join('');
}
