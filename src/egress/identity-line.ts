import type { ClientSecretCredentialOptions } from '@azure/identity';
import { type Incoming, type Send, SendFailure } from './send.ts';

type HttpClient = NonNullable<ClientSecretCredentialOptions['httpClient']>;
type HttpAnswer = Awaited<ReturnType<HttpClient['sendRequest']>>;

/** Carries what the identity SDK sends over our own egress, and remembers how it went. */
export interface IdentityLine {
  readonly httpClient: HttpClient;
  isUsed(): boolean;
  /** Why there is no token; `undefined` when nothing was refused. The SDK's own errors repeat the vendor's words. */
  failure(): unknown;
}

interface Parts {
  readonly send: Send;
  readonly signal: AbortSignal;
  /** In whose words it is told that no token was given, and that nobody answered. */
  readonly refusal: (status: number, text: string) => unknown;
  readonly noAnswer: (failure: SendFailure, url: string) => unknown;
}

export function createIdentityLine({ send, signal, refusal, noAnswer }: Parts): IdentityLine {
  let isUsed = false;
  let failure: unknown;
  return {
    isUsed: () => isUsed,
    failure: () => failure,
    httpClient: {
      async sendRequest(request) {
        isUsed = true;
        const { method, url } = request;
        if ((method !== 'GET' && method !== 'POST') || (request.body && typeof request.body !== 'string'))
          throw new TypeError('The identity SDK sends what we do not carry');
        try {
          const incoming = await send({
            method,
            url,
            headers: headersFor(request.headers),
            ...(typeof request.body === 'string' && { body: request.body }),
            repeat: 'safe',
            signal,
          });
          if (incoming.status !== 200) failure = refusal(incoming.status, incoming.text);
          if (incoming.status >= 300 && incoming.status < 400) throw failure; // the SDK would follow with the credential
          return { request, status: incoming.status, headers: headersOf(incoming), bodyAsText: incoming.text };
        } catch (error) {
          // Whatever became of it: a token that nobody has changes nothing.
          failure = error instanceof SendFailure ? noAnswer(error, url) : error;
          throw error;
        }
      },
    },
  };
}

/** A machine's own identity service answers nobody who does not say `metadata`. */
function headersFor(headers: { get(name: string): string | undefined }): Record<string, string> {
  const metadata = headers.get('metadata');
  return {
    accept: 'application/json',
    'content-type': headers.get('content-type') ?? '',
    ...(metadata && { metadata }),
  };
}

/** Our headers in the shape that the SDK asks for. */
function headersOf({ headers }: Incoming): HttpAnswer['headers'] {
  return {
    get: (name) => headers.get(name) ?? undefined,
    has: (name) => headers.has(name),
    set: (name, value) => headers.set(name, String(value)),
    delete: (name) => headers.delete(name),
    toJSON: () => Object.fromEntries(headers),
    [Symbol.iterator]: () => headers[Symbol.iterator](),
  };
}
