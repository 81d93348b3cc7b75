import { randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Draw } from './password.ts';

const DIGITS = 6;
const DIGEST_BYTES = 32;
/** How a code is typed, in whatever groups. */
const codeForm = /^\d{6}$/;
const slowly = promisify<string, Buffer, number, Buffer>(scrypt);

/** Six digits that open one link, for as long as that is offered. */
export function newCode(draw: Draw = (below) => randomInt(below)): string {
  return String(draw(10 ** DIGITS)).padStart(DIGITS, '0');
}

/** Bound to its link, and slow to make: trying a million codes takes longer than any of them is good for. */
export function digestOfCode(code: string, link: Buffer): Promise<Buffer> {
  return slowly(code, link, DIGEST_BYTES);
}

/** Takes equally long whatever was typed. Where nobody was shown a code, none is right. */
export async function isRightCode(typed: string, link: Buffer, kept: Buffer | null): Promise<boolean> {
  const digest = await digestOfCode(typed, link);
  return kept !== null && codeForm.test(typed) && timingSafeEqual(digest, kept);
}
