import type { Sieve } from './secret-filter.ts';

/** A request to one of our own pages, its body read to the end. Header names are in lower case. */
export interface WebRequest {
  /** The parts of the path that its pattern leaves open. */
  readonly path: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface WebAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An answer for programs. */
export function jsonAnswer(status: number, content: object, headers: WebAnswer['headers'] = {}): WebAnswer {
  return { status, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(content) };
}

/** A page or webhook of the desk's HTTP server. What it throws is answered with 500 and written to the log. */
export interface WebRoute {
  readonly method: 'get' | 'post';
  /** e.g. `/webhooks/:connector/:customer`. */
  readonly path: string;
  /** In bytes; a longer body is refused with 413 before it is read. */
  readonly longestBody: number;
  /** Of its bodies, e.g. `application/json`; another one is refused with 415. Absent takes any. */
  readonly mediaType?: string;
  /** Its answers are where a secret belongs. */
  readonly bringsSecrets?: true;
  answer(request: WebRequest): Promise<WebAnswer>;
}

/** The same routes, of which only those that are meant to answer with a secret. */
export function guardedRoutes(routes: readonly WebRoute[], { cleanDeep }: Sieve): WebRoute[] {
  return routes.map((route) =>
    route.bringsSecrets
      ? route
      : { ...route, answer: async (request: WebRequest) => cleanDeep(await route.answer(request)) },
  );
}
