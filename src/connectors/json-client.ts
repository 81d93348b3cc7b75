import type { z } from 'zod';
import { type Incoming, type Send, SendFailure } from '../egress/send.ts';
import { ConnectorError } from './connector-error.ts';
import { type Explained, inGeneral, noAnswer, readJson, refused, stillInDoubt, unreadable } from './json-answer.ts';
import { type Ask, encoded } from './json-request.ts';

/** How a request shows who is asking. */
export interface Authorisation {
  headers(signal: AbortSignal): Promise<Readonly<Record<string, string>>>;
  /** The vendor did not take what `headers` answers now: what was cached is forgotten. */
  refused(): void;
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

export function createJsonClient({ vendor, base, send, authorisation, explain }: Parts): JsonClient {
  const exchange = async (ask: Ask, headers: Headers, signal: AbortSignal): Promise<Incoming> => {
    try {
      return await send(encoded(base, ask, headers, signal));
    } catch (failure) {
      throw failure instanceof SendFailure ? noAnswer(vendor, failure, ask) : failure;
    }
  };
  /** A refused request was not carried out, so that a write is repeated too; once, with what another one may have renewed meanwhile. */
  const exchangeAuthorised = async (ask: Ask, signal: AbortSignal): Promise<Incoming> => {
    const used = await headersOf(authorisation, signal);
    const incoming = await exchange(ask, used, signal);
    if (incoming.status !== 401) return incoming;
    try {
      if (isSame(used, await headersOf(authorisation, signal))) authorisation.refused();
      const again = await exchange(ask, await headersOf(authorisation, signal), signal);
      return incoming.afterDoubt ? { ...again, afterDoubt: true } : again;
    } catch (error) {
      throw incoming.afterDoubt && error instanceof ConnectorError ? stillInDoubt(vendor, error, ask) : error;
    }
  };
  return {
    async request(ask, answer, signal) {
      const incoming = await exchangeAuthorised(ask, signal);
      const { status } = incoming;
      const isSuccess = status >= 200 && status < 300;
      const body = readJson(incoming.text);
      if (isSuccess && !body.isReadable) throw unreadable(vendor, ask);

      const explained = explain(status, body.value) ?? (isSuccess ? undefined : inGeneral(vendor, status));
      if (explained) throw refused(vendor, explained, ask, incoming);

      const parsed = answer.safeParse(body.value);
      if (!parsed.success) throw unreadable(vendor, ask, parsed.error);
      return parsed.data;
    },
  };
}

type Headers = Readonly<Record<string, string>>;

/** Without them nothing has been asked yet, whatever happened while they were fetched. */
async function headersOf(authorisation: Authorisation, signal: AbortSignal): Promise<Headers> {
  try {
    return await authorisation.headers(signal);
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    const { kind, message, remedy } = error;
    throw new ConnectorError(kind, message, { remedy, definite: true, cause: error });
  }
}

function isSame(one: Headers, other: Headers): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
