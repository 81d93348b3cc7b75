import type { Outgoing, Repeat } from '../egress/send.ts';

/** One request in the vendor's words. `undefined` in a query is left out. */
export interface Ask {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly repeat: Repeat;
}

/** A request as it is sent. Its own headers never replace those that say who is asking. */
export function encoded(
  base: string,
  { method, path, query = {}, headers, json, form, repeat }: Ask,
  authorisation: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Outgoing {
  const body = json === undefined ? form && String(new URLSearchParams(form)) : JSON.stringify(json);
  const type = json === undefined ? 'application/x-www-form-urlencoded' : 'application/json';
  const own = { accept: 'application/json', ...(body !== undefined && { 'content-type': type }) };
  return {
    method,
    url: `${base}${path}${inWriting(query)}`,
    headers: merged(own, headers, authorisation),
    ...(body !== undefined && { body }),
    repeat,
    signal,
  };
}

function inWriting(query: NonNullable<Ask['query']>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${escaped(name).replaceAll('%24', '$')}=${escaped(String(value))}`],
  );
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

/** An apostrophe is written as a URL would write it, so that nothing changes on the way. */
function escaped(text: string): string {
  return encodeURIComponent(text).replaceAll("'", '%27');
}

/** Names in lower case, so that none stands there twice; the last one counts. */
function merged(...all: readonly (Readonly<Record<string, string>> | undefined)[]): Record<string, string> {
  return Object.fromEntries(
    all.flatMap((headers) => Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])),
  );
}
