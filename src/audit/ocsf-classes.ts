import type { SaidLine } from './line.ts';

/** Which kind of event a line is, and what that kind has to name. */
export interface OcsfClass {
  readonly category: number;
  readonly uid: number;
  readonly activity: number;
  readonly activityName: string;
  readonly about: Readonly<Record<string, unknown>>;
}

const IDENTITY = 3;
const APPLICATION = 6;
const ACCOUNT_CHANGE = 3001;
const ENTITY_MANAGEMENT = 3004;
const API_ACTIVITY = 6003;
const OTHER = [99, 'Other'] as const;

/** What an operation does to an account, as Account Change calls it. */
const onAccounts: Readonly<Record<string, readonly [id: number, name: string]>> = {
  'graph.createUser': [1, 'Create'],
  'graph.enableUser': [2, 'Enable'],
  'graph.resetPassword': [4, 'Password Reset'],
  'graph.disableUser': [5, 'Disable'],
};

/** What a verb at the beginning of an operation's name does, as API Activity calls it. */
const verbs: readonly (readonly [RegExp, readonly [id: number, name: string]])[] = [
  [/\.(create|add|start|open)/, [1, 'Create']],
  [/\.(get|list|find|search)/, [2, 'Read']],
  [/\.(update|resolve|close|assign|reset|disable|enable|set)/, [3, 'Update']],
  [/\.(delete|remove|revoke)/, [4, 'Delete']],
];

const decisions: Readonly<Record<string, readonly [id: number, name: string]>> = {
  'approval.asked': [1, 'Create'],
  'lessons.forgotten': [4, 'Delete'],
};

export function ocsfClassOf(said: SaidLine): OcsfClass {
  const operation = text(said.facts.operation);
  const account = text(field(said.facts.input, 'account') ?? field(said.facts.result, 'account'));
  if (operation?.startsWith('graph.') && account !== undefined) {
    const [activity, activityName] = onAccounts[operation] ?? OTHER;
    const about = { user: { uid: account, name: account }, api: { operation } };
    return { category: IDENTITY, uid: ACCOUNT_CHANGE, activity, activityName, about };
  }
  if (operation !== undefined) return callOf(operation);
  const [family = ''] = said.action.split('.', 1);
  if (['ticket', 'task', 'audit'].includes(family)) return callOf(said.action);
  const [activity, activityName] = decisions[said.action] ?? [3, 'Update'];
  const entity = {
    type: family,
    uid: text(said.facts[family]) ?? text(said.facts.secret) ?? `${said.customer}:${said.seq}`,
  };
  return { category: IDENTITY, uid: ENTITY_MANAGEMENT, activity, activityName, about: { entity } };
}

function callOf(operation: string): OcsfClass {
  const [activity, activityName] = verbs.find(([form]) => form.test(operation))?.[1] ?? OTHER;
  return { category: APPLICATION, uid: API_ACTIVITY, activity, activityName, about: { api: { operation } } };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
