import type { z } from 'zod';
import { digest } from '../../lib/digest.ts';
import { createJsonClient, type JsonClient } from '../json-client.ts';
import type { Tools } from '../tools.ts';
import type { Connection } from './connection.ts';
import { explain } from './refusals.ts';
import { VENDOR } from './vendor.ts';

/** Atera has one region. */
export const HOST = 'app.atera.com';

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** Atera for one customer. Paths begin after the version, e.g. `/agents/17`. */
export interface Atera {
  readonly connection: Connection;
  readonly now: Tools['now'];
  readonly credential: Tools['credential'];
  read<T>(path: string, answer: z.ZodType<T>, signal: AbortSignal, query?: Query): Promise<T>;
  /** Sets what is said, so that a repeat changes nothing more. */
  set<T>(path: string, json: unknown, answer: z.ZodType<T>, signal: AbortSignal): Promise<T>;
  /** Adds something, so that a repeat would add it twice. */
  add<T>(path: string, json: unknown, answer: z.ZodType<T>, signal: AbortSignal): Promise<T>;
  /** Equal as long as the credential is, and tells nothing about it. */
  keyMark(): Promise<string>;
}

export function connect(connection: Connection, { send, credential, now }: Tools): Atera {
  const key = async () => (await credential(connection.key)).trim();
  const json: JsonClient = createJsonClient({
    vendor: VENDOR,
    base: `https://${HOST}`,
    send,
    authorisation: { headers: async () => authorisation(await key()), refused: () => {} },
    explain,
  });
  const at = (path: string) => `/api/v3${path}`;
  return {
    connection,
    now,
    credential,
    read: (path, answer, signal, query = {}) =>
      json.request({ method: 'GET', path: at(path), query, repeat: 'safe' }, answer, signal),
    set: (path, body, answer, signal) =>
      json.request({ method: 'PUT', path: at(path), json: body, repeat: 'safe' }, answer, signal),
    add: (path, body, answer, signal) =>
      json.request({ method: 'POST', path: at(path), json: body, repeat: 'once' }, answer, signal),
    keyMark: async () => digest(await key()),
  };
}

/** Named tokens are JSON web tokens and long; the old account keys are 32 characters. */
function authorisation(key: string): Readonly<Record<string, string>> {
  const isToken = key.length > 100 || /^[\w-]+\.[\w-]+\.[\w-]+$/.test(key);
  return isToken ? { authorization: `Bearer ${key}` } : { 'x-api-key': key };
}
