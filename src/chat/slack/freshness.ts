import type { IncomingMessage } from 'node:http';

const SECONDS_OF_DOUBT = 300;
const accepted = ['application/json', 'application/x-www-form-urlencoded'];

/**
 * The status a request is refused with before anything of it is read; nothing if it may go on to the signature.
 * Bolt checks the signature and the past; it would accept a timestamp of next year, and takes repeated headers as one.
 */
export function refusalOf({ headers, headersDistinct }: IncomingMessage, now: Date): 400 | 401 | 415 | undefined {
  const [timestamp, ...timestamps] = headersDistinct['x-slack-request-timestamp'] ?? [];
  const [signature, ...signatures] = headersDistinct['x-slack-signature'] ?? [];
  if (timestamps.length > 0 || signatures.length > 0) return 400;
  if ((headersDistinct['content-type'] ?? []).length > 1) return 400;
  if (!timestamp || !signature || !/^\d{1,12}$/.test(timestamp)) return 401;
  if (Math.abs(now.getTime() / 1_000 - Number(timestamp)) > SECONDS_OF_DOUBT) return 401;
  return accepted.includes(mediaType(headers)) ? undefined : 415;
}

/** Without `; charset=utf-8`, which some proxies add and Bolt compares. */
export function mediaType({ 'content-type': header = '' }: IncomingMessage['headers']): string {
  return header.split(';', 1).join('').trim().toLowerCase();
}
