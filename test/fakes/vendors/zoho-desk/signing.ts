import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { exportJWK, type JWTPayload, SignJWT } from 'jose';
import type { Organisation } from './organisation.ts';

const KEY_ID = 'desk-2026';
const newPair = () => promisify(generateKeyPair)('rsa', { modulusLength: 2_048 });
const pair = once(newPair);
const strangersPair = once(newPair);

/** What the vendor publishes for whoever gets its webhooks. It doesn't say what its key is for, as key sets may. */
export async function publicKeys() {
  const { publicKey } = await pair();
  return { keys: [{ ...(await exportJWK(publicKey)), kid: KEY_ID }] };
}

/** How a token can be other than the vendor makes it. */
export interface Forged {
  readonly by?: 'stranger';
  readonly algorithm?: string;
  readonly kid?: string | null;
  readonly issuer?: string;
  readonly audience?: string;
  readonly until?: number;
}

/** The header that a delivery of the organisation's webhook carries. It says nothing of the body. */
export async function signedFor(desk: Organisation, forged: Forged = {}): Promise<Record<string, string>> {
  const { privateKey } = await (forged.by ? strangersPair() : pair());
  const {
    algorithm: alg = 'RS256',
    kid = KEY_ID,
    issuer = `orgId:${desk.id}`,
    audience = `webhookId:${desk.webhookId}`,
  } = forged;
  const claims: JWTPayload = { iss: issuer, aud: audience, iat: Math.floor(desk.now() / 1_000) };
  if (forged.until !== undefined) claims.exp = Math.floor(forged.until / 1_000);
  const token = new SignJWT(claims).setProtectedHeader({ alg, ...(kid !== null && { kid }) });
  return { 'x-zdesk-jwt': await token.sign(privateKey) };
}

/** Signed with the vendor's public key as if it were a shared secret. */
export async function confusedFor(desk: Organisation): Promise<Record<string, string>> {
  const { keys } = await publicKeys();
  const claims = { iss: `orgId:${desk.id}`, aud: `webhookId:${desk.webhookId}` };
  const secret = new TextEncoder().encode(JSON.stringify(keys[0]));
  return { 'x-zdesk-jwt': await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: KEY_ID }).sign(secret) };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
