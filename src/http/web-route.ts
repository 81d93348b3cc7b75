import type { Request, RequestHandler, Response } from 'restify';
import { jsonAnswer, type WebAnswer, type WebRoute } from '../lib/web.ts';
import { readBody } from './body.ts';
import { wordsFor } from './words.ts';

/** Nothing we take is large, so whoever needs longer only keeps a connection busy. */
const BODY_WITHIN_MS = 10_000;

/** Serves a page or a webhook: what it does not take is refused before it sees it. */
export function serve(route: WebRoute, bodyWithinMs = BODY_WITHIN_MS): RequestHandler {
  return async (request, response) => {
    if (!takes(route, request)) return refuse(response, 415);

    const body = await readBody(request, { longestBytes: route.longestBody, withinMs: bodyWithinMs });
    switch (body.outcome) {
      case 'read':
        return send(
          response,
          await route.answer({ path: pathOf(request), headers: headersOf(request), body: body.bytes }),
        );
      case 'too long':
        return refuse(response, 413);
      case 'too slow':
        return refuse(response, 408, { connection: 'close' });
      case 'broken off':
        return;
    }
  };
}

/** Compressed bodies could grow without a limit, so none is taken. */
function takes({ mediaType }: WebRoute, { headers }: Request): boolean {
  if (headers['content-encoding'] !== undefined) return false;
  return mediaType === undefined || mediaTypeOf(headers['content-type']) === mediaType;
}

function mediaTypeOf(contentType = ''): string | undefined {
  return contentType.split(';', 1)[0]?.trim().toLowerCase();
}

function pathOf({ params }: Request): Record<string, string> {
  return Object.fromEntries(Object.entries(params ?? {}).map(([name, value]) => [name, String(value)]));
}

function headersOf({ headers }: Request): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function refuse(response: Response, status: number, headers: Record<string, string> = {}): void {
  send(response, jsonAnswer(status, { error: wordsFor(status) }, headers));
}

/** Nobody may keep or reinterpret what is said here, unless a page says otherwise. */
const careful = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

function send(response: Response, { status, headers, body = '' }: WebAnswer): void {
  response.writeHead(status, { ...careful, ...headers, 'content-length': String(Buffer.byteLength(body)) });
  response.end(body);
}
