/** What can't be seen but changes what is seen: controls, direction overrides, zero-width and other ignorable characters. */
export const unseen = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** Marks piled on one letter reach into the lines above and below. */
export const piledMarks = /(\p{M}{2})\p{M}+/gu;
/** Whatever begins a new line somewhere. */
export const lineBreaks = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;

/** Somebody else's words on one line, with nothing in them that can't be seen, cut to a length that says what it left out. */
export function plain(text: string, atMost: number): string {
  return cut(seen(text.replace(lineBreaks, ' ').replaceAll('\t', ' ')).replace(/\s+/g, ' ').trim(), atMost);
}

/** Like `plain`, but keeps the lines; an empty line is kept once. */
export function plainLines(text: string, atMost: number, linesAtMost = 30): string {
  const lines = text
    .replace(lineBreaks, '\n')
    .split('\n')
    .map((line) => seen(line.replaceAll('\t', ' ')).trimEnd());
  const tidy = lines.filter((line, index) => line !== '' || lines[index - 1] !== '');
  const kept = tidy.slice(0, linesAtMost).join('\n').trim();
  return cut(tidy.length > linesAtMost ? `${kept}\n… (more lines)` : kept, atMost);
}

function seen(text: string): string {
  return text.toWellFormed().replace(unseen, '').replace(piledMarks, '$1');
}

function cut(text: string, atMost: number): string {
  const characters = Array.from(text);
  if (characters.length === 0) return '(empty)';
  if (characters.length <= atMost) return text;
  return `${characters.slice(0, atMost).join('').trimEnd()}… (${characters.length - atMost} more characters)`;
}
