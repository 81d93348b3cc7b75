import type { Customer } from '../domain/customer.ts';
import type { ConnectionStanding } from '../domain/standing.ts';
import type { Send } from '../egress/send.ts';
import { locked, noCredential, notConnected, untested } from './connection-refusals.ts';
import type { Connector, Finding } from './connector.ts';
import type { ConnectorError } from './connector-error.ts';
import { credentialsIn } from './credential-ref.ts';
import { look } from './look.ts';
import { isSameOwner } from './same-owner.ts';
import type { Tools } from './tools.ts';

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
  readonly alert: (customer: Customer, why: string) => Promise<void>;
  readonly now: () => Date;
  /** Hears every token that a vendor gave us. */
  readonly onSecret?: ((value: string) => void) | undefined;
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
      const current = await opening(customer, connector);
      if (!current) throw notConnected(customer, connector);
      const { connection, client } = current;
      const standing = await parts.standings.of(customer.id, connector.name);
      if (tested || standing?.locked) await assertStanding(standing, tested, customer, connector, connection);

      const owner = await connector.owner.actual(client, signal);
      if (!isSameOwner(owner, connector.owner.expected(connection))) throw await lock(customer, connector, connection);
      return client;
    },
    reach: (customer, connector) => opening(customer, connector),
    async test(customer, connector, signal) {
      const current = await opening(customer, connector);
      if (!current) return undefined;
      // Before the look: what is put in its place meanwhile was not looked at.
      const credential = await fingerprintOf(current.connection).catch(() => undefined);
      const { findings, opensAnothers, isPassing } = await look(connector, current, signal);
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
  async function opening(customer: Customer, connector: Connector): Promise<OpenConnection | undefined> {
    const key = `${customer.id}/${connector.name}`;
    const connection = await parts.connectionOf(customer.id, connector.name);
    if (connection === undefined) return undefined;
    const written = JSON.stringify(connection);
    const known = opened.get(key);
    if (known?.written === written) return known;

    const { now, onSecret } = parts;
    const credential = (reference: string) =>
      parts.credential(reference).catch((cause) => Promise.reject(noCredential(connector, cause)));
    const send = parts.createSend(connector.hosts(connection), connector);
    const tools = { send, credential, now, onSecret };
    const fresh = { written, connection, tools, client: connector.connect(connection, tools) };
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
    await parts.alert(customer, why);
    return locked(customer, connector);
  }

  /** Of all that decides whose data is opened, and how; the secrets of a webhook come in and open nothing. */
  async function fingerprintOf(connection: unknown): Promise<string> {
    const { inbox: _, ...outgoing } = Object(connection);
    const credentials = await Promise.all(credentialsIn(outgoing).map(parts.credential));
    return parts.fingerprint([...credentials, JSON.stringify(outgoing)]);
  }
}
