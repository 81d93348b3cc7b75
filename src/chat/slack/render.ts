import type { KnownBlock } from '@slack/types';
import type { Card, CardElement, ColumnSet, Container, Message, RichTextBlock, TextBlock } from '../../cards/card.ts';
import { legible } from '../../lib/legible.ts';
import { buttons } from './button.ts';
import { fitting } from './fit.ts';
import { choiceInput, plainText, textInput } from './inputs.ts';
import { limits, shorten } from './limits.ts';
import { type Line, ourLine, paragraph, plainWords, quote, shortenLine, theirLine, words } from './rich-text.ts';

/** A message as Slack takes it. `text` is for notifications and screen readers. */
export interface Rendered {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** A line still looks for neighbours to share a block with: one that is close or, across an empty line, far. */
type Piece =
  | { readonly kind: 'line'; readonly line: Line; readonly distance: Distance }
  | { readonly kind: 'block'; readonly block: KnownBlock };
type Distance = 'close' | 'usual' | 'far';

/** Block Kit for a message, within Slack's limits. Words are rich or plain text throughout, so there is no markup to escape. */
export function render({ text, card }: Message): Rendered {
  const spoken = shorten(legible(text), limits.text) || '–';
  return {
    text: spoken.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    blocks: card ? cardBlocks(card) : [paragraph([words(spoken)])],
  };
}

function cardBlocks({ body, actions = [] }: Card): KnownBlock[] {
  return fitting(joined(body.flatMap((element) => pieces(element))), actions.length > 0 ? [buttons(actions)] : []);
}

/** Words that the card sets off from its own get a bar at their side. */
function pieces(element: CardElement, isSetOff = false): Piece[] {
  switch (element.type) {
    case 'TextBlock':
      return [...divider(element), ...ours(element)];
    case 'RichTextBlock':
      return [...divider(element), ...theirs(element, isSetOff)];
    case 'ColumnSet':
      return [...divider(element), row(element)];
    case 'Input.Text':
      return [asBlock(textInput(element))];
    case 'Input.ChoiceSet':
      return [asBlock(choiceInput(element))];
    case 'Container':
      return [...divider(element), ...set(element)];
  }
}

/** What a container holds. The room above it is the room above its first line. */
function set(container: Container): Piece[] {
  const [first, ...rest] = container.items.flatMap((item) => pieces(item, container.style === 'emphasis'));
  if (!first) return [];
  const isFar = first.kind === 'line' && distanceOf(container) === 'far';
  return [isFar ? { ...first, distance: 'far' } : first, ...rest];
}

/** Large is a header, small is a footnote, the rest is a line. */
function ours(block: TextBlock): Piece[] {
  const text = legible(block.text);
  if (text.trim() === '') return [];
  const isHeadline = block.weight === 'Bolder' && (block.size === 'Medium' || block.size === 'Large');
  if (isHeadline && text.length <= limits.header && !text.includes('\n'))
    return [asBlock({ type: 'header', text: plainText(text, limits.header) })];
  if (block.isSubtle || block.size === 'Small') return [footnote(text)];
  return [{ kind: 'line', line: shortenLine(ourLine(block), limits.text), distance: distanceOf(block) }];
}

function theirs(block: RichTextBlock, isSetOff: boolean): Piece[] {
  const line = shortenLine(theirLine(block), limits.text);
  const text = plainWords(line);
  if (text.trim() === '') return [];
  if (block.inlines.every(({ isSubtle, text }) => isSubtle || text === '')) return [footnote(text)];
  return isSetOff || text.includes('\n')
    ? [asBlock(quote(line))]
    : [{ kind: 'line', line, distance: distanceOf(block) }];
}

/** The label, in bold if it is ours, then its value, on one line whatever line breaks were in them: a value can't draw a second label. */
function row({ columns, spacing }: ColumnSet): Piece {
  const [label, ...values] = columns.map(({ items }) =>
    oneLine(items.flatMap((item) => (item.type === 'TextBlock' ? ourLine(item) : theirLine(item)))),
  );
  const name = plainWords(label ?? []).trim();
  const said = values.flatMap((value, index) => (index > 0 ? [...words('  '), ...value] : value));
  const isOurs = columns[0]?.items.every(({ type }) => type === 'TextBlock') ?? false;
  const colon = /[\p{L}\p{N})]$/u.test(name) ? ': ' : ' ';
  const value = plainWords(said).trim() === '' ? words('–') : said;
  const line = values.length > 0 ? [...words(`${name}${colon}`, isOurs), ...value] : (label ?? []);
  return {
    kind: 'line',
    line: shortenLine(line, limits.text),
    distance: distanceOf({ spacing }) === 'far' ? 'far' : 'close',
  };
}

function oneLine(line: Line): Line {
  return line.map((part) => (part.type === 'text' ? { ...part, text: part.text.replace(/\s*\n\s*/g, ' ⏎ ') } : part));
}

/** Lines become one block, as long as they fit into one; those at the usual distance stay blocks of their own. */
function joined(parts: readonly Piece[]): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let open: Line[] = [];
  const close = () => {
    if (open.length > 0) blocks.push(paragraph(open));
    open = [];
  };
  for (const part of parts) {
    if (part.kind === 'block') {
      close();
      blocks.push(part.block);
      continue;
    }
    if (plainWords(part.line).trim() === '') continue;
    if (part.distance === 'usual' || lengthOf([...open, part.line]) >= limits.text) close();
    if (part.distance === 'far' && open.length > 0) open.push([]);
    open.push(part.line);
  }
  close();
  return blocks.length > 0 ? blocks : [paragraph([words('–')])];
}

function lengthOf(lines: readonly Line[]): number {
  return lines.reduce((sum, line) => sum + plainWords(line).length + 1, 0);
}

function footnote(text: string): Piece {
  return asBlock({ type: 'context', elements: [plainText(text, limits.text)] });
}

function divider({ separator }: { separator?: boolean | undefined }): Piece[] {
  return separator ? [asBlock({ type: 'divider' })] : [];
}

function asBlock(block: KnownBlock): Piece {
  return { kind: 'block', block };
}

function distanceOf({ spacing }: Pick<CardElement, 'spacing'>): Distance {
  if (spacing === 'Small' || spacing === 'None') return 'close';
  return spacing === 'Medium' || spacing === 'Large' ? 'far' : 'usual';
}
