import { type Repeat, type Send, SendFailure } from './send.ts';

/** What says how a request travels; the transport does that. */
const ofTheTransport = ['accept-encoding', 'connection', 'content-length'];
const methods = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'] as const;
const withoutBody = [204, 205, 304];

/**
 * The same way out for vendors' own libraries, in the shape of `fetch`. Answers come whole; throws `SendFailure`.
 * Their own repeats have to be off.
 */
export function createFetch(send: Send, repeat: (method: string) => Repeat): typeof fetch {
  return async (input, init) => {
    const written = input instanceof Request ? input.url : String(input);
    if (hasDotSegment(written)) throw refusal('host-refused', 'The address is not written plainly.');
    const request = new Request(input, init);
    const method = methods.find((one) => one === request.method);
    if (!method) throw refusal('not-sendable', 'The request has a method that is not used here.');

    const body = await request.text();
    const { status, headers, text } = await send({
      method,
      url: request.url,
      headers: Object.fromEntries([...request.headers].filter(([name]) => !ofTheTransport.includes(name))),
      ...(body !== '' && { body }),
      repeat: repeat(method),
      signal: request.signal,
    });
    return new Response(withoutBody.includes(status) ? null : text, { status, headers });
  };
}

/** Such a part would silently become another path before anybody looks at it. */
function hasDotSegment(url: string): boolean {
  return /[/\\](\.|%2e){1,2}([/\\]|$)/i.test(url.replace(/[?#].*$/s, ''));
}

function refusal(kind: 'host-refused' | 'not-sendable', message: string): SendFailure {
  return new SendFailure(kind, message, { definite: true });
}
