/** What somebody wrote to say which items they mean: the numbers, or all; and what they wrote after them. */
export type Which =
  | { readonly state: 'chosen'; readonly numbers: readonly number[] | 'all'; readonly words?: string }
  | { readonly state: 'unclear' };

const numbers = /^\d{1,3}(?:\s*(?:-|–)\s*\d{1,3})?(?:[\s,;]+\d{1,3}(?:\s*(?:-|–)\s*\d{1,3})?)*(?![\w@.])/;
const all = /^all(?![\w@.])/i;

/**
 * Reads `1, 3-5`, `all` or nothing, which means all. A chat with one line for everything has the name to type, or the
 * reason, after it; the name alone means all. Whatever else is written is not taken for anything.
 */
export function whichItems(written: string, phrase: string): Which {
  const text = written.trim();
  if (text === '') return { state: 'chosen', numbers: 'all' };
  if (text.toLowerCase() === phrase.trim().toLowerCase()) return { state: 'chosen', numbers: 'all', words: text };
  const found = numbers.exec(text)?.[0] ?? all.exec(text)?.[0];
  if (found === undefined) return { state: 'unclear' };
  const rest = text.slice(found.length);
  if (rest !== '' && !/^[\s,;:]+\p{L}/u.test(rest)) return { state: 'unclear' };
  const words = rest.replace(/^[\s,;:]+/, '');
  const chosen = all.test(found) ? ('all' as const) : inFull(found);
  if (chosen !== 'all' && chosen.length === 0) return { state: 'unclear' };
  return { state: 'chosen', numbers: chosen, ...(words ? { words } : {}) };
}

/** `3-5` is 3, 4 and 5; turned round it is nothing, because nobody knows what was meant. */
function inFull(text: string): number[] {
  const parts = text.replaceAll(/\s*[-–]\s*/g, '-').split(/[\s,;]+/);
  const ranges = parts.filter(Boolean).map((part) => {
    const [from = 0, to = from] = part.split('-').map(Number);
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  });
  return ranges.some((range) => range.length === 0) ? [] : [...new Set(ranges.flat())].sort((a, b) => a - b);
}
