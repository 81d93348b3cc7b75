import { keyForms } from '../../lib/key-forms.ts';

/** What looks like a key, a token or a password. Every repetition is bounded, so that no text makes the search slow. */
export const secretForms: readonly RegExp[] = [
  ...keyForms,
  /(?<=\bAuthorization\s{0,3}[:=]\s{0,3}(?:Bearer|Basic|Token)\s{1,3})\S{8,2000}/gi,
  /\b(?:Bearer|Basic)\s{1,3}(?=[A-Za-z._~+/=-]{0,200}[\dA-Z+/=])[A-Za-z0-9._~+/=-]{8,2000}/g,
  /(?<=:\/\/)[^\s/:@]{1,200}:[^\s/@]{1,200}(?=@)/g,
  /otpauth:\/\/\S{1,500}/gi,
  /(?<=\b(?:password|passwd|pwd|accountkey|sharedaccess(?:key|signature)|secret|token|api[_-]?key|sig)\s{0,3}=\s{0,3})[^\s;&"']{1,400}/gi,
  /(?<=\s-u\s{0,3})[^\s:]{1,100}:\S{1,200}/g,
  /(?<=\/user:\S{1,100}\s{1,3})\S{3,200}/gi,
  /(?<=(?<![\p{L}\p{N}])p ?[:=] ?)(?=\S{0,60}\d)[^\s[]{5,100}/giu,
  // Keys of products, and of disks: groups of six digits.
  /(?<![A-Z0-9-])[A-Z0-9]{5}(?:-[A-Z0-9]{5}){3,9}(?![A-Z0-9])/gi,
  /(?<!\d)\d{6}(?:[\s-]{1,3}\d{6}){1,9}(?!\d)/g,
  /(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)/g,
];

/** The seed of a second factor, as apps show it: groups of four letters and digits. */
export const seed =
  /(?<![\p{L}\p{N}])(?:[A-Z2-7]{4}[ -]){3,15}[A-Z2-7]{2,4}(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])[A-Z2-7]{16,128}(?![\p{L}\p{N}])/giu;

/** Bytes in letters. The slash and the plus keep them from being one word. */
export const bytes = /(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{24,2000}={0,2}(?![A-Za-z0-9+/=])/g;

export function looksLikeSeed(found: string): boolean {
  return found
    .split(/[ -]/)
    .some((group) => (/\d/.test(group) && /[a-z]/i.test(group)) || (group.length >= 16 && /\d/.test(group)));
}

export function looksLikeBytes(found: string): boolean {
  const count = (kind: RegExp) => (found.match(kind) ?? []).length;
  return count(/\d/g) >= (found.length > 30 ? 1 : 2) && count(/[A-Z]/g) >= 4 && count(/[a-z]/g) >= 4;
}
