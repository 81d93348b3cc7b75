import type { z } from 'zod';
import type { Inbox } from './inbox.ts';
import type { Operation } from './operation.ts';
import type { Tools } from './tools.ts';

/** One thing that `msp check` has looked at. It never changes anything to find out. */
export interface Finding {
  /** What was looked at, e.g. `Permission User.Read.All`. */
  readonly what: string;
  readonly ok: boolean;
  /** What somebody can do about it; absent when it is well. */
  readonly remedy?: string;
}

/** One vendor system and everything the desk can do there, by operation name. */
// biome-ignore lint/suspicious/noExplicitAny: a heterogeneous container; every connection checks its own.
export interface Connector<Connection = any, Client = any> {
  readonly name: string;
  readonly title: string;
  // biome-ignore lint/suspicious/noExplicitAny: a heterogeneous container; every operation checks its own input and output.
  readonly operations: Readonly<Record<string, Operation<any, any, any>>>;
  /** What `desk.yaml` says of a customer's connection, beside its mode; a strict object. */
  readonly connection: z.ZodType<Connection>;
  /** Every host that a request of this connection may go to, in lower case and without a port. */
  hosts(connection: Connection): readonly string[];
  /** How often the vendor may be asked for one customer. */
  readonly limits: { readonly perSecond: number };
  /**
   * What is one customer's alone at this vendor, e.g. its tenant, or from wide to narrow with slashes its organisation and
   * department: two customers that say the same are refused, or one of whom says what contains the other's.
   */
  exclusive(connection: Connection): string;
  /** The client that operations use. Nothing is sent yet. */
  connect(connection: Connection, tools: Tools): Client;
  /** Whose data the connection should open, and whose its credential opens now; compared before every write. */
  readonly owner: {
    expected(connection: Connection): string;
    /** Asks again only for a new token. Throws `ConnectorError`. */
    actual(client: Client, signal: AbortSignal): Promise<string>;
  };
  /** Looks at credentials, reach and permissions. What can't be reached at all may throw `ConnectorError`. */
  check(client: Client, signal: AbortSignal): Promise<readonly Finding[]>;
  /** How tickets come in from here, if they do. */
  readonly inbox?: Inbox<Connection>;
}
