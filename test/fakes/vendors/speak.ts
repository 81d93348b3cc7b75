import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { VendorAnswer, VendorRequest } from './vendor.ts';

/** Reads a request to its end. */
export async function requestOf(incoming: IncomingMessage): Promise<VendorRequest> {
  const { host = '', ...headers } = incoming.headers;
  const address = new URL(`https://${host}${incoming.url}`);
  return {
    host: address.host,
    method: incoming.method ?? '',
    path: address.pathname,
    query: address.searchParams,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    body: await text(incoming),
  };
}

/** Sends an answer whole. */
export function reply(response: ServerResponse, answer: VendorAnswer): void {
  response.writeHead(answer.status, { 'content-type': contentType(answer), ...answer.headers });
  response.end(bodyOf(answer));
}

/** What an answer looks like on the wire. */
export function bodyOf({ body }: VendorAnswer): string | Buffer {
  if (body === undefined) return '';
  if (Buffer.isBuffer(body)) return body;
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function contentType({ body }: VendorAnswer): string {
  return typeof body === 'string' ? 'text/html' : 'application/json';
}
