import { z } from 'zod';
import type { Incoming, Outgoing, Send } from '../../egress/send.ts';
import { createTokenCache } from '../../lib/token-cache.ts';
import { readJson, unreadable } from '../json-answer.ts';
import type { Tools } from '../tools.ts';
import type { GraphAsk } from './ask.ts';
import { clouds } from './clouds.ts';
import type { Connection } from './connection.ts';
import { refusal } from './refusal.ts';
import { sendThroughSdk } from './sdk.ts';
import { type SignedIn, signIn } from './sign-in.ts';
import { VENDOR } from './vendor.ts';

/** Speaks with Graph for one tenant. Everything throws `ConnectorError`. */
export interface GraphClient {
  readonly tenant: string;
  /** Whose data we open, and what we may do there. */
  signedIn(signal: AbortSignal): Promise<SignedIn>;
  /** An answer without a body is `undefined` to its schema. */
  ask<T>(ask: GraphAsk, answer: z.ZodType<T>, signal: AbortSignal): Promise<T>;
  /** Reads a list to its end, over all its pages. */
  list<T>(ask: Omit<GraphAsk, 'method' | 'json' | 'repeat'>, item: z.ZodType<T>, signal: AbortSignal): Promise<T[]>;
}

const PAGES_AT_MOST = 50;

export function createGraphClient(connection: Connection, tools: Tools): GraphClient {
  const base = `https://${clouds[connection.cloud].graph}`;
  const tokens = createTokenCache({ ...tools, fetchToken: (signal) => signIn(connection, tools, signal) });

  let latest: SignedIn | undefined;

  const withToken = (outgoing: Outgoing, signedIn: SignedIn): Promise<Incoming> => {
    latest = signedIn;
    return tools.send({ ...outgoing, headers: { ...outgoing.headers, authorization: `Bearer ${signedIn.value}` } });
  };
  /** A token may have been withdrawn: a new one, or what another request has renewed meanwhile, is tried once. */
  const send: Send = async (outgoing) => {
    const used = await tokens.get(outgoing.signal);
    const incoming = await withToken(outgoing, used);
    if (incoming.status !== 401) return incoming;
    if (latest?.value === used.value) tokens.refuse();
    return incoming.afterDoubt ? incoming : withToken(outgoing, await tokens.get(outgoing.signal));
  };

  const ask: GraphClient['ask'] = async (asked, answer, signal) => {
    const incoming = await sendThroughSdk(asked, base, send, signal);
    if (incoming.status < 200 || incoming.status > 299) {
      if (incoming.status === 403) tokens.refuse(); // what is granted meanwhile shows in a new token only
      throw refusal(asked, incoming, latest?.roles ?? []);
    }
    const body = readJson(incoming.text);
    if (!body.isReadable) throw unreadable(VENDOR, asked);
    const { success, data, error } = answer.safeParse(body.value);
    if (!success) throw unreadable(VENDOR, asked, error);
    return data;
  };

  return {
    tenant: connection.tenant,
    signedIn: (signal) => tokens.get(signal),
    ask,
    async list(asked, item, signal) {
      const Page = z.object({ value: z.array(item), '@odata.nextLink': z.url().optional() });
      const found = [];
      let next: GraphAsk = { ...asked, method: 'GET', repeat: 'safe' };
      for (let page = 1; page <= PAGES_AT_MOST; page++) {
        const { value, '@odata.nextLink': link } = await ask(next, Page, signal);
        found.push(...value);
        if (!link) return found;
        if (!link.startsWith(`${base}/v1.0/`)) break;
        next = { method: 'GET', path: new URL(link).href, repeat: 'safe', permission: asked.permission };
      }
      throw unreadable(VENDOR, next);
    },
  };
}
