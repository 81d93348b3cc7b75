import { createHmac, timingSafeEqual } from 'node:crypto';

/** How old a signed request may be, and how far ahead its sender's clock. */
const WITHIN_S = 300;
/** A shorter secret could be guessed from one signature. In characters. */
const SHORTEST = 16;

interface Signed {
  /** Seconds since 1970, as the header says them. */
  readonly timestamp: string | undefined;
  /** `v1=` and the HMAC-SHA256 in hexadecimal digits. */
  readonly signature: string | undefined;
  /** What was signed beside the time: the body, byte by byte, or the path of a request without one. */
  readonly payload: Buffer;
}

/** Whether one of the secrets has signed this just now. During a rotation there are two. */
export function isSigned({ timestamp, signature, payload }: Signed, secrets: readonly string[], now: Date): boolean {
  if (!timestamp || !/^\d{1,12}$/.test(timestamp) || !signature) return false;
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > WITHIN_S) return false;
  const given = Buffer.from(signature);
  return secrets
    .filter((secret) => secret.length >= SHORTEST)
    .map((secret) => Buffer.from(signatureOf(timestamp, payload, secret)))
    .map((expected) => given.length === expected.length && timingSafeEqual(given, expected))
    .includes(true);
}

/** What a sender writes into `X-MSP-Signature`. */
export function signatureOf(timestamp: string, payload: Buffer, secret: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.`).update(payload).digest('hex')}`;
}
