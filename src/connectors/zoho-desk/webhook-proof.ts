import { createRemoteJWKSet, customFetch, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { jsonIn } from '../../lib/json-in.ts';
import type { WebhookCall } from '../inbox.ts';
import type { Tools } from '../tools.ts';
import { vendorError } from '../vendor-error.ts';
import { zohoHost } from '../zoho-accounts.ts';
import type { Connection } from './connection.ts';
import { VENDOR } from './vendor.ts';

type Keys = ReturnType<typeof createRemoteJWKSet>;

/** Kept as long as the tools of a connection are. */
const known = new WeakMap<Tools, Keys>();

const KeySet = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });

/**
 * Whether the call's token was signed by Zoho Desk for this organisation's webhook. The token says nothing of the body,
 * which is why tickets are read again.
 */
export async function isProven({ headers }: WebhookCall, connection: Connection, tools: Tools): Promise<boolean> {
  const token = headers['x-zdesk-jwt'];
  const webhookId = connection.inbox?.webhookId;
  if (!token || !webhookId || !namesKey(token)) return false;
  try {
    await jwtVerify(token, keysOf(connection, tools), {
      algorithms: ['RS256'],
      issuer: `orgId:${connection.org}`,
      audience: `webhookId:${webhookId}`,
      currentDate: tools.now(),
      clockTolerance: 60,
    });
    return true;
  } catch (error) {
    if (error instanceof errors.JOSEError) return false;
    throw error;
  }
}

function namesKey(token: string): boolean {
  try {
    return typeof decodeProtectedHeader(token).kid === 'string';
  } catch {
    return false; // it isn't even a token
  }
}

function keysOf(connection: Connection, tools: Tools): Keys {
  const found = known.get(tools);
  if (found) return found;
  const url = new URL(`https://${zohoHost('desk', connection)}/.well-known/jwks.json`);
  const keys = createRemoteJWKSet(url, {
    cacheMaxAge: 24 * 60 * 60 * 1_000,
    [customFetch]: async (address, { signal }) => fetchKeys(address, tools, signal),
  });
  known.set(tools, keys);
  return keys;
}

async function fetchKeys(url: string, { send }: Tools, signal: AbortSignal): Promise<Response> {
  const { status, text } = await send({ method: 'GET', url, repeat: 'safe', signal });
  const keys = status === 200 ? KeySet.safeParse(jsonIn(text)).data : undefined;
  if (keys) return Response.json(keys);
  throw vendorError(VENDOR, 'Unreadable answer', {
    detail: 'signing keys',
    remedy: 'Nothing has to be done: new tickets are asked for too.',
    definite: true,
  });
}
