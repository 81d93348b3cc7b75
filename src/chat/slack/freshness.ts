import type { IncomingMessage } from 'node:http';

const SECONDS_OF_DOUBT = 300;
const accepted = ['application/json', 'application/x-www-form-urlencoded'];
const once = ['x-slack-request-timestamp', 'x-slack-signature', 'content-type'];

/**
 * The status a request is refused with before anything of it is read; nothing if it may go on to Bolt, which checks the
 * signature and the past, but would accept a timestamp of next year. A request without a timestamp goes on too: Bolt
 * refuses it, unless it is Slack's unsigned check of our certificate, whose content it throws away.
 */
export function refusalOf({ headersDistinct }: IncomingMessage, now: Date): 400 | 401 | 415 | undefined {
  if (once.some((name) => (headersDistinct[name] ?? []).length > 1)) return 400;
  const [timestamp] = headersDistinct['x-slack-request-timestamp'] ?? [];
  if (timestamp !== undefined && !isFresh(timestamp, now)) return 401;
  const [contentType = ''] = headersDistinct['content-type'] ?? [];
  return accepted.includes(mediaType(contentType)) ? undefined : 415;
}

/** Without `; charset=utf-8`, which some proxies add and Bolt stumbles over. */
export function mediaType(contentType: string): string {
  return contentType.split(';', 1).join('').trim().toLowerCase();
}

function isFresh(timestamp: string, now: Date): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(now.getTime() / 1_000 - Number(timestamp)) <= SECONDS_OF_DOUBT;
}
