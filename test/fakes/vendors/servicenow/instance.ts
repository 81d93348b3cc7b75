import { createHash } from 'node:crypto';

/** A record as the database has it: everything is text. */
export type Row = Record<string, string>;

interface JournalEntry {
  readonly field: string;
  readonly text: string;
}

/** The tables of an instance, with the fields they have and the tables that their references point to. */
export const tables = {
  incident: {
    prefix: 'INC',
    fields:
      'sys_id number state short_description description impact urgency priority caller_id company assignment_group close_code close_notes correlation_id correlation_display sys_created_on sys_mod_count hold_reason'.split(
        ' ',
      ),
    references: { caller_id: 'sys_user', company: 'core_company', assignment_group: 'sys_user_group' },
  },
  change_request: {
    prefix: 'CHG',
    fields:
      'sys_id number state type short_description description company start_date end_date correlation_id correlation_display sys_created_on'.split(
        ' ',
      ),
    references: { company: 'core_company' },
  },
  sys_user: {
    prefix: '',
    fields: 'sys_id user_name name email active company roles'.split(' '),
    references: { company: 'core_company' },
  },
  sys_user_group: { prefix: '', fields: 'sys_id name active'.split(' '), references: {} },
  sys_choice: { prefix: '', fields: 'sys_id name element value label inactive'.split(' '), references: {} },
  core_company: { prefix: '', fields: 'sys_id name'.split(' '), references: {} },
} as const satisfies Record<string, { prefix: string; fields: string[]; references: Record<string, string> }>;
export type TableName = keyof typeof tables;

export const journals: readonly string[] = ['work_notes', 'comments'];

/** One instance: its records, its rules and who may come in. Tests set it up and look at it here. */
export interface Instance {
  readonly host: string;
  readonly records: Readonly<Record<TableName, Row[]>>;
  readonly journal: Map<string, JournalEntry[]>;
  /** The desk's account, and every way in that it has. */
  readonly account: {
    readonly id: string;
    readonly user: string;
    password: string;
    key: string;
    clientId: string;
    clientSecret: string;
    refreshToken: string;
    readonly roles: Set<string>;
  };
  readonly tokens: Map<string, number>;
  readonly rules: {
    hibernates: boolean;
    /** Resolving needs code and notes. */
    dataPolicy: boolean;
    /** Fields that a business rule sets back on every update. */
    readonly revert: Set<string>;
    /** Numbers that the account may not see; they count for the limit all the same. */
    readonly hidden: Set<string>;
    /** Fields that searches can't use any more: a condition on them is dropped. */
    readonly drops: Set<string>;
    hasChangePlugin: boolean;
    /** Requests until 429. */
    left: number;
    tokenSeconds: number;
  };
  readonly now: () => Date;
  add(table: TableName, values: Row): Row;
  addUser(user: { readonly name: string; readonly email: string; readonly company?: string }): string;
  addIncident(values?: Row): Row;
  incident(number: string): Row | undefined;
  /** The texts of a record's journal field, oldest first. */
  written(id: string, field: string): readonly string[];
}

export function createInstance(host: string, now: () => Date): Instance {
  const records: Record<TableName, Row[]> = {
    incident: [],
    change_request: [],
    sys_user: [],
    sys_user_group: [],
    sys_choice: [],
    core_company: [],
  };
  const journal = new Map<string, JournalEntry[]>();
  let count = 0;

  const add = (table: TableName, values: Row): Row => {
    count += 1;
    const { prefix, fields } = tables[table];
    const row = Object.fromEntries(fields.map((field): [string, string] => [field, '']));
    row.sys_id = createHash('md5').update(`${host}/${count}`).digest('hex');
    if (prefix) row.number = `${prefix}${String(10_000 + count).padStart(7, '0')}`;
    if (prefix) row.sys_created_on = now().toISOString().slice(0, 19).replace('T', ' ');
    records[table].push(Object.assign(row, values));
    return row;
  };
  const id = (table: TableName, values: Row) => String(add(table, values).sys_id);
  const addUser: Instance['addUser'] = ({ name, email, company = '' }) =>
    id('sys_user', { name, email, company, user_name: email, active: 'true' });

  const account = {
    id: addUser({ name: 'Desk', email: `desk@${host}` }),
    user: 'msp.desk',
    password: `pässword of ${host}`,
    key: `key-of-${host}`,
    clientId: `client-of-${host}`,
    clientSecret: `client-secret-of-${host}`,
    refreshToken: `refresh-token-of-${host}`,
    roles: new Set(['itil', 'sn_incident_write', 'sn_change_write']),
  };
  for (const label of ['Workaround provided', 'Solution provided', 'User error'])
    add('sys_choice', { name: 'incident', element: 'close_code', value: label, label, inactive: 'false' });

  return {
    host,
    records,
    journal,
    account,
    tokens: new Map(),
    rules: {
      hibernates: false,
      dataPolicy: true,
      revert: new Set(),
      hidden: new Set(),
      drops: new Set(),
      hasChangePlugin: true,
      left: Number.POSITIVE_INFINITY,
      tokenSeconds: 1_799,
    },
    now,
    add,
    addUser,
    addIncident: (values = {}) =>
      add('incident', { state: '1', impact: '3', urgency: '3', priority: '5', sys_mod_count: '0', ...values }),
    incident: (number) => records.incident.find((row) => row.number === number),
    written: (of, field) => (journal.get(of) ?? []).filter((entry) => entry.field === field).map(({ text }) => text),
  };
}
