import type { Connector } from '../../../src/connectors/connector.ts';

/** A request as a vendor's server reads it. */
export interface VendorRequest {
  readonly host: string;
  readonly method: string;
  /** As it was sent, percent-encoded and without its query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A string or bytes are sent as they are, everything else as JSON; nothing without a body. */
export interface VendorAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A customer that a vendor knows: what `desk.yaml` would say of its connection, and what its credential references stand for. */
export interface Enrolled {
  readonly connection: unknown;
  readonly credentials: Readonly<Record<string, string>>;
}

/** A vendor's service with its data, limits and refusals. It stands in the lab, which does the talking. */
export interface FakeVendor {
  /** Every host name it answers at; it may grow while the lab is open. */
  readonly hosts: readonly string[];
  /** The API descriptions that its hosts follow, e.g. `zoho-desk` and `zoho-accounts`. */
  readonly specs: readonly string[];
  /** What the vendor answers although those descriptions leave it out; such a request is not checked. */
  isUndescribed?(request: VendorRequest): boolean;
  answer(request: VendorRequest): VendorAnswer | Promise<VendorAnswer>;
  /** Another customer with credentials and data of its own. The name is free, e.g. `contoso`. */
  enrol(customer: string): Enrolled;
}

/** One operation, ready to be called. */
interface Sample<Fake> {
  /** Gives the customer what the operation needs there, and answers the input of the call. */
  prepare(fake: Fake, customer: string): unknown;
  /** How often the operation has been carried out for the customer since; absent where it changes nothing. */
  effects?(fake: Fake, customer: string): number;
  /** Misfortunes of this call that leave in doubt what an earlier call with the same reference did. */
  readonly doubtfulAfter?: readonly string[];
}

/** What the suite of live operations (`test/contracts/live-operations.test.ts`) needs of one vendor. */
export interface VendorSamples<Fake extends FakeVendor = FakeVendor> {
  readonly connector: Connector;
  /** A new vendor that knows nobody yet. */
  open(): Fake;
  /** The body of a refusal as the vendor writes it, with these words wherever it has words of its own. */
  refusal(status: number, words: string): unknown;
  /** One for each operation of the connector, by its name without the connector's. */
  readonly operations: Readonly<Record<string, Sample<Fake>>>;
}
