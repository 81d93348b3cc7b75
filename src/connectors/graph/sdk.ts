import { randomUUID } from 'node:crypto';
import type { Context } from '@microsoft/microsoft-graph-client';
import { type Incoming, type Send, SendFailure } from '../../egress/send.ts';
import { noAnswer } from '../json-answer.ts';
import type { GraphAsk } from './ask.ts';
import { VENDOR } from './vendor.ts';

/**
 * Lets the SDK make the request and our egress send it. The SDK's own handlers would repeat writes and follow redirects;
 * none of them takes part, and it is loaded when it is first needed, so that the desk starts quickly.
 */
export async function sendThroughSdk(ask: GraphAsk, base: string, send: Send, signal: AbortSignal): Promise<Incoming> {
  const { method, path, query = {}, json, repeat } = ask;
  const { Client, ResponseType } = await import('@microsoft/microsoft-graph-client');
  let came: Incoming | undefined;
  let failure: unknown;
  const execute = async (context: Context) => {
    const body = context.options?.body;
    const headers = { accept: 'application/json', 'client-request-id': randomUUID() };
    try {
      came = await send({
        method,
        url: String(context.request),
        headers: { ...headers, ...(typeof body === 'string' && { 'content-type': 'application/json' }) },
        ...(typeof body === 'string' && { body }),
        repeat,
        signal,
      });
    } catch (error) {
      failure = error instanceof SendFailure ? noAnswer(VENDOR, error, ask) : error;
    }
    context.response = new Response(); // the SDK would only put its own words around ours
  };
  const customHosts = new Set([new URL(base).host]);
  const request = Client.initWithMiddleware({ baseUrl: base, customHosts, middleware: { execute } })
    .api(path)
    .query(Object.fromEntries(Object.entries(query).map(([name, value]) => [name, encoded(value)])))
    .responseType(ResponseType.RAW);
  const verbs = { GET: () => request.get(), POST: () => request.post(json), PATCH: () => request.patch(json) };
  await verbs[method]();
  if (!came) throw failure;
  return came;
}

/** As an address is written after parsing: nothing else leaves the house. */
function encoded(value: string): string {
  return encodeURIComponent(value).replaceAll("'", '%27');
}
