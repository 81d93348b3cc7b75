import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** What is kept of a code: enough to recognise it. It keeps it out of sight, not from somebody who can try them all. */
export interface KeptCode {
  readonly salt: string;
  readonly digest: string;
}

/** A new number of so many digits. It never begins with a nought, which people leave out. */
export function newCode(digits: number): { readonly code: string; readonly kept: KeptCode } {
  const code = String(randomInt(10 ** (digits - 1), 10 ** digits));
  return { code, kept: kept(code) };
}

/** The same for a value that somebody else made. */
export function kept(code: string): KeptCode {
  const salt = randomBytes(16).toString('hex');
  return { salt, digest: digestOf(code, salt).toString('hex') };
}

/** Whether this is what was kept, in the same time wherever they differ. Spaces and hyphens between digits are how people write. */
export function isCode(typed: string, { salt, digest }: KeptCode): boolean {
  const expected = Buffer.from(digest, 'hex');
  const given = digestOf(typed.replaceAll(/[\s-]/g, ''), salt);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

function digestOf(code: string, salt: string): Buffer {
  return createHash('sha256').update(`msp.code.v1:${salt}:${code}`).digest();
}
