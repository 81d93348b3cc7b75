import { randomInt } from 'node:crypto';
import { digest } from '../lib/digest.ts';

/** No letter or digit that can be taken for another one. */
const alphabet = 'ABCDEFGHJKMNPQRSTWXYZ23456789';
/** 58 bits: a digest that somebody reads in the database is not undone within the ten minutes a code lives. */
const LENGTH = 12;

/** What somebody copies from one chat to the other, such as `K7QM-2ZXC-9HTB`. */
export function createCode(): string {
  const letters = Array.from({ length: LENGTH }, () => alphabet[randomInt(alphabet.length)]);
  return letters.join('').replace(/.{4}(?=.)/g, '$&-');
}

/** All that is kept of a code; however somebody wrote it, it is the same. */
export function digestOfCode(written: string): string {
  return digest(['link', written.toUpperCase().replace(/[^0-9A-Z]/g, '')]);
}

/** Whether this is written as codes are, so that it is none of a ticket's words. */
export function looksLikeCode(text: string): boolean {
  return /^[0-9a-z]{4}(-[0-9a-z]{4}){2}$/i.test(text);
}
