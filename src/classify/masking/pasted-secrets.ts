import { asSeen } from './as-seen.ts';
import { calledSecrets, type Span } from './called-secrets.ts';
import { bytes, looksLikeBytes, looksLikeSeed, secretForms, seed } from './secret-forms.ts';

/** What stands in the place of something that looked like a secret. */
export const CUT = '[secret]';

/** Long runs of letters and digits that nobody would write by hand, and short ones that mix everything. */
const jumble = /(?<![\p{L}\p{N}@._/\\-])[\p{L}\p{N}!#$%&*+=?^_~@:.-]{8,400}(?![\p{L}\p{N}@])/gu;

/** Numbers that belong to one person's money. */
const account =
  /(?<![\p{L}\p{N}])(?:[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?|\d(?:[ .-]?\d){12,18})(?![\p{L}\p{N}])/giu;

/** A text as it is seen, in which everything that looks like a pasted secret was cut out. It rather cuts too much. */
export function withoutSecrets(text: string): string {
  let left = asSeen(text);
  for (const form of secretForms) left = left.replace(form, CUT);
  left = left.replace(seed, (found) => (looksLikeSeed(found) ? CUT : found));
  left = left.replace(bytes, (found) => (looksLikeBytes(found) ? CUT : found));
  left = without(calledSecrets(left), left);
  left = left.replace(jumble, (word) => (isJumbled(word) ? CUT : word));
  return left.replace(account, (found) => (/\d/.test(found) ? CUT : found));
}

function without(spans: readonly Span[], text: string): string {
  const parts: string[] = [];
  let at = 0;
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    if (from >= at) parts.push(text.slice(at, from), CUT);
    at = Math.max(at, to);
  }
  return parts.join('') + text.slice(at);
}

function isJumbled(word: string): boolean {
  if (word.includes('@') && /@[\p{L}\p{N}-]+\.\p{L}/u.test(word)) return false; // an address, which has a mask of its own
  if (/^0x[0-9a-f]{2,16}$/i.test(word)) return false; // an error's number
  if (/^(?:microsoft|office|windows|outlook|server)\d{1,4}$/i.test(word)) return false;
  const bare = word.replace(/[.:?!]+$/, '');
  const hasDigit = /\p{N}/u.test(bare);
  const hasLower = /\p{Ll}/u.test(bare);
  const hasUpper = /\p{Lu}/u.test(bare);
  const hasSign = /[!#$%&*+=?^_~@]/.test(bare);
  const kinds = [hasDigit, hasLower, hasUpper, hasSign].filter(Boolean).length;
  if (kinds >= 4 || (hasSign && kinds >= 3 && /[!#$%&*=?^~@]/.test(bare))) return true;
  if (/^[0-9a-f]{32,}$/i.test(bare) || (bare.length >= 20 && hasDigit && (hasLower || hasUpper) && !/[.:-]/.test(bare)))
    return true;
  return bare.length >= 10 && kinds >= 3 && /\p{N}\p{L}|\p{L}\p{N}/u.test(bare) && !/[.:-]/.test(bare);
}
