import type { Connections } from '../../connectors/connections.ts';
import type { Connector, Finding } from '../../connectors/connector.ts';
import type { DeskFile } from '../../desk-file/desk-file.ts';
import type { DeskDocument } from '../../desk-file/read.ts';
import type { Customer, Mode } from '../../domain/customer.ts';
import { inParallel } from '../../lib/in-parallel.ts';
import { toldOf } from './command-error.ts';
import { customerNamed } from './customer.ts';

/** What a check has found about one connection. `demo` has nothing to look at. */
export interface Checked {
  readonly connector: string;
  readonly title: string;
  readonly mode: Mode;
  readonly result: 'green' | 'red' | 'demo';
  /** Where it stands, e.g. `desk.yaml:12`. */
  readonly where?: string;
  readonly findings: readonly Finding[];
}

export interface CheckedCustomer {
  readonly id: string;
  readonly name: string;
  readonly connections: readonly Checked[];
}

interface Parts {
  readonly connectors: readonly Connector[];
  readonly deskFile: DeskFile;
  readonly connections: Connections;
  readonly signal: AbortSignal;
}

/** Customers that are looked at at once; each of their vendors is another one. */
const AT_ONCE = 8;
/** More patience than any operation has. */
const WITHIN_MS = 60_000;

/** Tests the connections of all customers, or of one. Nothing is changed there. */
export async function checkAll(only: string | undefined, parts: Parts): Promise<readonly CheckedCustomer[]> {
  const document = await parts.deskFile.document();
  const roster = await parts.deskFile.roster();
  const customers = only === undefined ? roster.customers : [customerNamed(only, roster)];
  const checked = new Map<string, CheckedCustomer>();
  await inParallel(customers, AT_ONCE, async (customer) => {
    const { id, name } = customer;
    const connections = await Promise.all(
      parts.connectors.map((connector) => checkOne(customer, connector, document, parts)),
    );
    checked.set(id, { id, name, connections });
  });
  return customers.flatMap(({ id }) => checked.get(id) ?? []);
}

async function checkOne(
  customer: Customer,
  connector: Connector,
  document: DeskDocument | undefined,
  { connections, signal }: Parts,
): Promise<Checked> {
  const { name, title } = connector;
  const about = { connector: name, title, mode: customer.modes[name] ?? 'demo' };
  const entry = document?.connections.find(
    (connection) => connection.customerId === customer.id && connection.connector.name === name,
  );
  if (!document || !entry) return { ...about, result: 'demo', findings: [] };

  const { file, line } = document.problem({ at: entry.at, onKey: true, message: '', remedy: '' });
  const findings = await looked(() =>
    connections.test(customer, connector, AbortSignal.any([signal, AbortSignal.timeout(WITHIN_MS)])),
  );
  const result = findings.every(({ ok }) => ok) ? 'green' : 'red';
  return { ...about, result, where: `${file}:${line}`, findings };
}

/** One connection that breaks in a way nobody foresaw leaves the others their check. */
async function looked(test: () => Promise<readonly Finding[] | undefined>): Promise<readonly Finding[]> {
  try {
    return (await test()) ?? [];
  } catch (error) {
    const { message, remedy = 'Try again; if it stays, report it to whoever looks after the desk.' } = toldOf(error);
    return [{ what: message, ok: false, remedy }];
  }
}
