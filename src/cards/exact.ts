import { lineBreaks, piledMarks, unseen } from './plain.ts';

const placeholders = ['(none)', '(empty)'];
/** Words that can stand in a list with commas and be told apart. */
const plainItem = /^[^\s,"'()[\]{}][^,"'()[\]{}]*$/;

/** A value so that two different ones never look the same: what can't be seen is spelt out, and nothing is left out. */
export function exactly(value: unknown): string {
  if (value === null || value === undefined) return '(none)';
  if (value === '') return '(empty)';
  if (typeof value === 'string') return visible(placeholders.includes(value) ? JSON.stringify(value) : value);
  if (isPlainList(value)) return value.map((item) => visible(String(item))).join(', ');
  return visible(JSON.stringify(value));
}

function isPlainList(value: unknown): value is readonly (string | number)[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((item) => typeof item === 'number' || (typeof item === 'string' && plainItem.test(item)))
  );
}

function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(lineBreaks, '⏎')
    .replace(piledMarks, (marks, kept: string) => kept + spelt(marks.slice(kept.length)))
    .replace(unseen, spelt)
    .replace(/[^\S ]/gu, spelt)
    .replace(/^ | $|(?<= ) /g, '␣');
}

function spelt(characters: string): string {
  return Array.from(characters, (one) => `[U+${codeOf(one)}]`).join('');
}

function codeOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
