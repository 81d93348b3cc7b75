import { createSecureContext } from 'node:tls';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type Dispatcher, EnvHttpProxyAgent, errors } from 'undici';
import { type Incoming, type Outgoing, SendFailure, type SendFailureKind } from './send.ts';

/** The way out of the house. One try each time; who may be reached, and how patiently, is decided before. */
export interface Transport {
  /** Throws `SendFailure`, also when the signal ends it: only a request that had begun to leave is not `definite`. */
  exchange(outgoing: Omit<Outgoing, 'repeat'>): Promise<Incoming>;
  close(): Promise<void>;
}

interface Parts {
  /** e.g. `http://proxy.example:3128`; requests go straight where there is none. */
  readonly proxy?: string | undefined;
  /** Hosts that are reached without it, as `NO_PROXY` lists them. */
  readonly noProxy?: string | undefined;
  /** Who is trusted instead of the system's authorities, as PEM. */
  readonly ca?: string | undefined;
  /** In bytes, as it travels and unpacked. */
  readonly longestAnswer?: number;
}

const LONGEST_ANSWER = 8 * 1024 * 1024;
const unpacked = promisify(gunzip);

export function createTransport({ proxy, noProxy, ca, longestAnswer = LONGEST_ANSWER }: Parts = {}): Transport {
  const tls = { secureContext: createSecureContext(ca ? { ca } : {}) };
  const dispatcher = new EnvHttpProxyAgent({
    // An empty one is none; an absent one would be read from the environment.
    httpProxy: '',
    httpsProxy: proxy ?? '',
    noProxy: noProxy ?? '',
    allowH2: false,
    connect: tls,
    requestTls: tls,
  });
  return {
    async exchange(outgoing) {
      const { status, headers, body } = await receive(dispatcher, outgoing, longestAnswer);
      const text = new TextDecoder().decode(await bytesOf(headers, body, longestAnswer));
      headers.delete('content-encoding');
      headers.delete('content-length');
      return { status, headers, text };
    },
    close: () => dispatcher.close(),
  };
}

interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

function receive(dispatcher: Dispatcher, outgoing: Omit<Outgoing, 'repeat'>, longest: number): Promise<Received> {
  const { method, url, headers, body = null, signal } = outgoing;
  const { origin, pathname, search } = new URL(url);
  const { promise, resolve, reject } = Promise.withResolvers<Received>();
  const chunks: Buffer[] = [];
  let length = 0;
  let head: Omit<Received, 'body'> | undefined;
  let begun: Dispatcher.DispatchController | undefined;

  const fail = (cause: unknown) => {
    if (cause instanceof SendFailure) return reject(cause);
    const kind = begun ? 'interrupted' : 'unreachable';
    reject(new SendFailure(kind, told[kind], { definite: !begun, cause: withoutAnswer(cause) }));
  };
  const giveUp = () => {
    fail(signal.reason);
    begun?.abort(new Error('Given up'));
  };
  const handler: Dispatcher.DispatchHandler = {
    // Nothing has left before this; after an abort in here nothing does.
    onRequestStart(controller) {
      if (signal.aborted) return controller.abort(new Error('Given up'));
      begun = controller;
    },
    onResponseStart(_, status, received) {
      if (status >= 200) head = { status, headers: asHeaders(received) };
    },
    onResponseData(controller, chunk) {
      length += chunk.length;
      if (length > longest) return controller.abort(tooLarge());
      chunks.push(chunk);
    },
    onResponseEnd() {
      if (head) resolve({ ...head, body: Buffer.concat(chunks) });
    },
    onResponseError: (_, error) => fail(error),
  };

  if (signal.aborted) giveUp();
  else {
    signal.addEventListener('abort', giveUp);
    const path = `${pathname}${search}`;
    try {
      dispatcher.dispatch({ origin, path, method, headers: { ...headers, 'accept-encoding': 'gzip' }, body }, handler);
    } catch (error) {
      fail(error);
    }
  }
  return promise.finally(() => signal.removeEventListener('abort', giveUp));
}

const told = {
  unreachable: 'The host could not be reached.',
  interrupted: 'The connection broke before the answer was complete.',
  'too-large': 'The answer is longer than any that is expected.',
} satisfies Partial<Record<SendFailureKind, string>>;

function tooLarge(cause?: unknown): SendFailure {
  return new SendFailure('too-large', told['too-large'], { definite: false, cause });
}

/** An answer that breaks the protocol stands whole in its error, and errors are written down. */
function withoutAnswer(cause: unknown): unknown {
  return cause instanceof errors.HTTPParserError ? new Error(`${cause.code}: ${cause.message}`) : cause;
}

function asHeaders(received: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(received))
    for (const one of Array.isArray(value) ? value : [value ?? '']) headers.append(name, one);
  return headers;
}

/** Unpacks what is packed, and never more of it than is taken: a small answer can unpack to a huge one. */
async function bytesOf(headers: Headers, body: Buffer, longest: number): Promise<Buffer> {
  if (headers.get('content-encoding') !== 'gzip' || body.length === 0) return body;
  try {
    return await unpacked(body, { maxOutputLength: longest });
  } catch (cause) {
    if (cause instanceof RangeError) throw tooLarge(cause);
    throw new SendFailure('interrupted', told.interrupted, { definite: false, cause });
  }
}
