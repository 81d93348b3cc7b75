import type { z } from 'zod';
import type { Repeat, Send } from '../egress/send.ts';
import type { VendorFailure } from './vendor-error.ts';

/** One request in the vendor's words. `undefined` in a query is left out. */
export interface Ask {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly repeat: Repeat;
}

/** How a request shows who is asking. */
export interface Authorisation {
  headers(signal: AbortSignal): Promise<Readonly<Record<string, string>>>;
  /** The vendor did not take them: what was cached is forgotten. */
  refused(): void;
}

/** What a vendor means by an answer that is no success. */
export interface Explained {
  readonly failure: VendorFailure;
  readonly remedy: string;
  /** Ours, never the vendor's text. */
  readonly detail?: string;
}

/** Speaks JSON with one vendor for one customer, and understands its refusals. */
export interface JsonClient {
  /** Throws `ConnectorError`. An answer without a body is `undefined` to its schema. */
  request<T>(ask: Ask, answer: z.ZodType<T>, signal: AbortSignal): Promise<T>;
}

interface Parts {
  /** As people call it, e.g. `Zoho Desk`. */
  readonly vendor: string;
  /** e.g. `https://desk.zoho.eu`. */
  readonly base: string;
  readonly send: Send;
  readonly authorisation: Authorisation;
  /** For every status but 2xx, and asked first for 2xx too, because some vendors refuse with 200. */
  readonly explain: (status: number, body: unknown) => Explained | undefined;
}

export declare function createJsonClient(parts: Parts): JsonClient;
