import { styleText } from 'node:util';
import { legible } from '../../lib/legible.ts';

export type Style = 'bold' | 'dim' | 'green' | 'yellow' | 'red' | 'cyan';

/** A piece of one line, in one style. */
export interface Span {
  readonly text: string;
  readonly styles: readonly Style[];
}

/** A span with nothing in it that a terminal would obey: an escape in a ticket could move the cursor or rewrite what was shown. */
export function span(text: string, ...styles: Style[]): Span {
  return {
    text: legible(text)
      .replaceAll('\t', ' ')
      .replace(/[\u2028\u2029]/g, '\n'),
    styles,
  };
}

/** A line as it reads, without its looks. */
export function wordsOf(spans: readonly Span[]): string {
  return spans.map(({ text }) => text).join('');
}

export function paint(spans: readonly Span[], color: boolean): string {
  const painted = spans.map(({ text, styles }) =>
    color && styles.length > 0 ? styleText([...styles], text, { validateStream: false }) : text,
  );
  return painted.join('');
}

const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/u;
const without = /[\p{M}\p{Cf}]/u;

/** How many cells of a terminal a text fills. */
export function cells(text: string): number {
  let filled = 0;
  for (const character of text) filled += without.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return filled;
}

/** Breaks a line between words, and inside a word only where it is longer than a line. */
export function wrap(spans: readonly Span[], width: number): Span[][] {
  const lines: Span[][] = [];
  let line: Span[] = [];
  let filled = 0;
  const begin = () => {
    while (line.at(-1)?.text.trim() === '') line.pop();
    lines.push(line);
    line = [];
    filled = 0;
  };

  for (const { text, styles } of spans) {
    for (const piece of text.match(/\n|[^\S\n]+|\S+/g) ?? []) {
      if (piece === '\n') begin();
      else {
        if (filled > 0 && filled + cells(piece) > width) begin();
        if (filled === 0 && lines.length > 0 && piece.trim() === '') continue;
        for (const part of parts(piece, width)) {
          if (filled > 0 && filled + cells(part) > width) begin();
          line.push({ text: part, styles });
          filled += cells(part);
        }
      }
    }
  }
  begin();
  return lines;
}

function parts(word: string, width: number): string[] {
  if (cells(word) <= width) return [word];
  const cut: string[] = [];
  let part = '';
  for (const character of word) {
    if (part !== '' && cells(part) + cells(character) > width) {
      cut.push(part);
      part = '';
    }
    part += character;
  }
  return [...cut, part];
}
