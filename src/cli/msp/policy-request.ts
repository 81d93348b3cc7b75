import { readFile } from 'node:fs/promises';
import type { Registry } from '../../connectors/registry.ts';
import { isOutOfHours } from '../../domain/hours.ts';
import { highestRisk } from '../../domain/risk.ts';
import type { Roster } from '../../domain/roster.ts';
import { inWords } from '../../lib/issues.ts';
import { nearest } from '../../lib/nearest.ts';
import { Facts, KnownFacts } from '../../policy/facts.ts';
import { CommandError } from './command-error.ts';
import { customerNamed } from './customer.ts';

/** What somebody says of a request; what they leave out is not known. */
export interface DescribedRequest {
  /** A JSON file with facts, or the JSON itself. */
  readonly request?: string;
  readonly customer?: string;
  readonly operation: readonly string[];
  readonly targets?: string;
  readonly privileged?: string;
  readonly proof?: string;
  /** When it is asked, for the customer's hours. */
  readonly at?: string;
}

interface Parts {
  readonly roster: Roster;
  readonly registry: Pick<Registry, 'find' | 'names'>;
}

/** The facts of it. A flag wins over what the file says. */
export async function requestFrom(described: DescribedRequest, { roster, registry }: Parts): Promise<KnownFacts> {
  const { request, customer, operation, targets, privileged, proof } = described;
  const written = request === undefined ? {} : asObject(await jsonIn(request));
  const facts = checked({
    ...written,
    ...(customer === undefined ? {} : { customers: [customer] }),
    ...(operation.length > 0 ? { operations: operation } : {}),
    ...(targets === undefined ? {} : { targets: Number(targets) }),
    ...(privileged === undefined ? {} : { privileged: privileged === 'yes' }),
    ...(proof === undefined ? {} : { proof }),
  });
  for (const id of facts.customers ?? []) customerNamed(id, roster);
  return { ...facts, ...declaredRisk(facts, registry), ...atThatTime(described, facts, roster) };
}

async function jsonIn(request: string): Promise<unknown> {
  const text = request.trim().startsWith('{')
    ? request
    : await readFile(request, 'utf8').catch(() => {
        throw new CommandError(`${request} can't be read.`, 'Name a JSON file, or write the JSON itself in quotes.');
      });
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError('The request is not JSON.', `Write e.g. '{"customers":["contoso"],"targets":1}'.`);
  }
}

function asObject(value: unknown): object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new CommandError('The request is not what can be judged.', 'Write facts with their values, in { and }.');
}

function checked(facts: object): KnownFacts {
  const { data, error } = KnownFacts.safeParse(facts);
  if (data) return data;
  const dialect = { keys: () => Object.keys(Facts.shape), page: 'docs/policy.md' };
  const [first] = inWords(error.issues, facts, dialect);
  throw new CommandError(`${first?.message}.`, first?.remedy ?? 'Look at docs/policy.md.');
}

/** At least as the catalogue has it: an operation does what it does, whatever a request says of it. */
function declaredRisk({ operations, risk }: KnownFacts, registry: Parts['registry']): Pick<KnownFacts, 'risk'> {
  if (!operations) return {};
  const risks = operations.map((name) => {
    const found = registry.find(name);
    if (found) return found.operation.risk;
    const near = nearest(name, registry.names());
    const remedy = near ? `Did you mean ${near}?` : '`npx msp operations` lists them.';
    throw new CommandError(`There is no operation ${name}.`, remedy);
  });
  return { risk: highestRisk(risk ? [...risks, risk] : risks) };
}

function atThatTime(
  { at }: DescribedRequest,
  { customers }: KnownFacts,
  roster: Roster,
): Pick<KnownFacts, 'outOfHours'> {
  if (at === undefined) return {};
  const time = new Date(at);
  if (Number.isNaN(time.getTime()))
    throw new CommandError(`"${at}" is no time.`, 'Write e.g. 2026-11-30T03:00:00+01:00.');
  const customer = roster.customers.find(({ id }) => id === customers?.[0]);
  const outOfHours = isOutOfHours(time, customer?.hours);
  return outOfHours === undefined ? {} : { outOfHours };
}
