import type { Customer } from '../domain/customer.ts';
import type { ConnectionStanding } from '../domain/standing.ts';
import type { Send } from '../egress/send.ts';
import type { Connector, Finding, Live, Tools } from './connector.ts';
import { ConnectorError } from './connector-error.ts';
import { credentialsIn } from './credential-ref.ts';
import { look } from './look.ts';
import { vendorError } from './vendor-error.ts';

/** The customers' open connections: one client, one credential and one token for each customer and connector. */
export interface Connections {
  /** A client that surely opens this customer's data and no other's. Throws `ConnectorError`. */
  open(customer: Customer, connector: Connector, wanted: Wanted): Promise<unknown>;
  /** What `desk.yaml` says of a connection, and how its hosts are reached; `undefined` when it says nothing. */
  reach(customer: Customer, connector: Connector): Promise<Reach | undefined>;
  /**
   * Looks at everything a connection needs, without changing anything there, and learns what it finds: production
   * begins when all is well, and a lock ends. `undefined` when `desk.yaml` says nothing of it.
   */
  test(customer: Customer, connector: Connector, signal: AbortSignal): Promise<readonly Finding[] | undefined>;
}

interface Reach {
  readonly connection: unknown;
  readonly tools: Tools;
}

interface Wanted {
  /** Only if everything it needs was found to work with the present credential. */
  readonly tested: boolean;
  readonly signal: AbortSignal;
}

/** What was learned about connections, wherever it is kept. */
export interface Standings {
  of(customerId: string, connector: string): Promise<ConnectionStanding | undefined>;
  learn(customerId: string, connector: string, learned: ConnectionStanding): Promise<void>;
}

interface Parts {
  /** What `desk.yaml` says now, already checked; `undefined` when it says nothing. */
  readonly connectionOf: (customerId: string, connector: string) => Promise<unknown>;
  readonly credential: (reference: string) => Promise<string>;
  readonly createSend: (hosts: readonly string[], connector: Connector) => Send;
  readonly standings: Standings;
  /** Equal for equal credentials, and tells nothing about them. */
  readonly fingerprint: (credentials: readonly string[]) => string;
  /** Tells people that a credential was locked. */
  readonly alert: (customer: Customer, connector: Connector, why: string) => Promise<void>;
  readonly now: () => Date;
}

/** Where nothing is connected. */
export const noConnections: Connections = {
  open: (customer, connector) => Promise.reject(notConnected(customer, connector)),
  reach: async () => undefined,
  test: async () => undefined,
};

interface OpenConnection extends Reach {
  /** As `desk.yaml` said it when it was opened. */
  readonly written: string;
  readonly client: unknown;
}

export function createConnections(parts: Parts): Connections {
  const opened = new Map<string, OpenConnection>();

  return {
    async open(customer, connector, { tested, signal }) {
      const live = liveOf(connector);
      const current = await opening(customer, connector, live);
      if (!current) throw notConnected(customer, connector);
      const { connection, client } = current;
      const standing = await parts.standings.of(customer.id, connector.name);
      if (tested || standing?.locked) await assertStanding(standing, tested, customer, connector, connection);

      const owner = await live.owner.actual(client, signal);
      if (!isSame(owner, live.owner.expected(connection))) throw await lock(customer, connector, connection);
      return client;
    },
    reach: (customer, connector) => opening(customer, connector, liveOf(connector)),
    async test(customer, connector, signal) {
      const live = liveOf(connector);
      const current = await opening(customer, connector, live);
      if (!current) return undefined;
      const { findings, opensAnothers, isPassing } = await look(live, current, isSame, signal);
      const credential = await fingerprintOf(current.connection).catch(() => undefined);
      if (opensAnothers) await lock(customer, connector, current.connection);
      else if (credential && findings.every(({ ok }) => ok))
        await parts.standings.learn(customer.id, connector.name, { credential, testedAt: parts.now().toISOString() });
      else if (!isPassing) await forgetTest(customer, connector);
      return findings;
    },
  };

  /** What is missing now was not missing at the last test, or has been taken away since. */
  async function forgetTest(customer: Customer, connector: Connector): Promise<void> {
    const standing = await parts.standings.of(customer.id, connector.name);
    if (!standing?.testedAt) return;
    const { testedAt: _, ...rest } = standing;
    await parts.standings.learn(customer.id, connector.name, rest);
  }

  /** The same client as long as `desk.yaml` says the same. */
  async function opening(
    customer: Customer,
    connector: Connector,
    live: Live<unknown, unknown>,
  ): Promise<OpenConnection | undefined> {
    const key = `${customer.id}/${connector.name}`;
    const connection = await parts.connectionOf(customer.id, connector.name);
    if (connection === undefined) return undefined;
    const written = JSON.stringify(connection);
    const known = opened.get(key);
    if (known?.written === written) return known;

    const { now } = parts;
    const credential = (reference: string) =>
      parts.credential(reference).catch((cause) => Promise.reject(noCredential(connector, cause)));
    const send = parts.createSend(live.hosts(connection), connector);
    const tools = { send, credential, now };
    const fresh = { written, connection, tools, client: live.connect(connection, tools) };
    opened.set(key, fresh);
    return fresh;
  }

  async function assertStanding(
    standing: ConnectionStanding | undefined,
    tested: boolean,
    customer: Customer,
    connector: Connector,
    connection: unknown,
  ): Promise<void> {
    const isOfThis = standing !== undefined && standing.credential === (await fingerprintOf(connection));
    if (isOfThis && standing.locked) throw locked(customer, connector);
    if (tested && !(isOfThis && standing.testedAt)) throw untested(customer, connector);
  }

  async function lock(customer: Customer, connector: Connector, connection: unknown): Promise<ConnectorError> {
    opened.delete(`${customer.id}/${connector.name}`); // with the token that it holds
    const why = `The credential of ${connector.title} for ${customer.name} opens another organisation's data.`;
    await parts.standings.learn(customer.id, connector.name, {
      credential: await fingerprintOf(connection),
      locked: { at: parts.now().toISOString(), why },
    });
    await parts.alert(customer, connector, why);
    return locked(customer, connector);
  }

  async function fingerprintOf(connection: unknown): Promise<string> {
    return parts.fingerprint(await Promise.all(credentialsIn(connection).map(parts.credential)));
  }
}

/** Absent is not equal. */
function isSame(actual: string, expected: string): boolean {
  return expected !== '' && actual.toLowerCase() === expected.toLowerCase();
}

/** A connector's live side, or words about there being none. */
function liveOf(connector: Connector): Live<unknown, unknown> {
  return connector as Live<unknown, unknown>;
}

function notConnected({ id, name }: Customer, connector: Connector): ConnectorError {
  return new ConnectorError('unavailable', `${connector.title} is not connected for ${name}.`, {
    remedy: `Add connectors.${connector.name} to the customer ${id} in desk.yaml.`,
    definite: true,
  });
}

/** Whatever keeps a credential from being read has a message without its value. */
function noCredential({ title }: Connector, cause: unknown): ConnectorError {
  const { message, remedy } = (cause ?? {}) as { readonly message?: string; readonly remedy?: string };
  return new ConnectorError('unauthorized', `${title}: ${message ?? 'There is no credential.'}`, {
    remedy: remedy ?? 'Put the credential where desk.yaml says.',
    definite: true,
    cause,
  });
}

function locked({ id }: Customer, { name, title }: Connector): ConnectorError {
  return vendorError(title, 'Wrong organisation', {
    remedy: `The credential is locked. Put the right one where connectors.${name} of the customer ${id} says, or correct what desk.yaml says there; then run npx msp check.`,
    definite: true,
  });
}

function untested({ id, name }: Customer, connector: Connector): ConnectorError {
  return new ConnectorError('unavailable', `${connector.title} was not tested for ${name} with this credential yet.`, {
    remedy: `Run npx msp check --customer ${id}; production begins when it is green.`,
    definite: true,
  });
}
