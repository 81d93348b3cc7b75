import type { RichTextLink, RichTextBlock as RichTextPart, RichTextText } from '@slack/types';
import type { RichTextBlock, TextBlock } from '../../cards/card.ts';
import { legible } from '../../lib/legible.ts';
import { limits, shorten } from './limits.ts';

const address = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/;

/** One line of words. In Slack's rich text nothing is markup: not stars, not `<!channel>`, not an address. */
export type Line = readonly (RichTextText | RichTextLink)[];

/** Our own words: an address in them can be opened. */
export function ourLine({ text, weight }: TextBlock): Line {
  const parts = legible(text).split(address);
  return parts.flatMap(
    (part): Line =>
      address.test(part) && part.length <= limits.url ? [opening(part)] : words(part, weight === 'Bolder'),
  );
}

/** Anybody's words, only to be read, but for a page that the card itself wants to open. */
export function theirLine({ inlines }: RichTextBlock): Line {
  return inlines.flatMap(
    (run): Line =>
      run.selectAction && run.selectAction.url.length <= limits.url
        ? [opening(run.selectAction.url)]
        : words(legible(run.text), run.weight === 'Bolder', run.fontType === 'Monospace'),
  );
}

/** Slack refuses a text of no characters. */
export function words(text: string, bold = false, code = false): RichTextText[] {
  if (text === '') return [];
  const style = { ...(bold ? { bold } : {}), ...(code ? { code } : {}) };
  return [{ type: 'text', text, ...(bold || code ? { style } : {}) }];
}

/** Lines below each other, as one block. */
export function paragraph(lines: readonly Line[]): RichTextPart {
  const elements = lines.flatMap((line, index) => (index > 0 ? [...words('\n'), ...line] : line));
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}

/** With a bar at its side, so that a line break in it can't pass for a line of ours. */
export function quote(line: Line): RichTextPart {
  return { type: 'rich_text', elements: [{ type: 'rich_text_quote', elements: [...line] }] };
}

/** What can be read on the line. */
export function plainWords(line: Line): string {
  return line.map((element) => (element.type === 'link' ? element.url : element.text)).join('');
}

/** The line up to this many characters. */
export function shortenLine(line: Line, atMost: number): Line {
  let room = atMost;
  return line.flatMap((element) => {
    const length = plainWords([element]).length;
    const space = room;
    room -= length;
    if (length <= space) return [element];
    return space > 0 && element.type === 'text' ? [{ ...element, text: shorten(element.text, space) }] : [];
  });
}

function opening(url: string): RichTextLink {
  return { type: 'link', url };
}
