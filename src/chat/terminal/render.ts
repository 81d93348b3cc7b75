import type {
  Action,
  Card,
  CardElement,
  ColumnSet,
  Container,
  InputChoice,
  InputText,
  Message,
  RichTextBlock,
  TextBlock,
  TextRun,
} from '../../cards/card.ts';
import { plainLines } from '../../cards/plain.ts';
import { cells, type Span, type Style, span, wordsOf, wrap } from './spans.ts';

export type Line = readonly Span[];
type Leaf = Exclude<CardElement, Container>;

const textAtMost = 3_000;
const colors = {
  Default: [],
  Accent: ['cyan'],
  Good: ['green'],
  Attention: ['red'],
} as const satisfies Record<NonNullable<TextRun['color']>, readonly Style[]>;

/** What a band of colour is on other chats. */
const tints = {
  default: [],
  emphasis: [],
  accent: ['cyan'],
  good: ['green'],
  warning: ['yellow'],
  attention: ['red'],
} as const satisfies Record<NonNullable<Container['style']>, readonly Style[]>;

/** A button as it is drawn: what to type to press it. */
export interface NumberedButton {
  readonly number: number;
  readonly action: Action;
}

/** What can be read in a message, line by line; without the frame. */
export function renderMessage({ text, card }: Message, buttons: readonly NumberedButton[], width: number): Line[] {
  if (!card) return wrap([span(plainLines(text, textAtMost, 200))], width);
  const press = buttons.length > 1 ? "the button's number" : buttons[0]?.number;
  return card.body.flatMap((element) => renderElement(element, width, press));
}

/** The row of buttons, each with the number that presses it. */
export function renderButtons(buttons: readonly NumberedButton[]): Line {
  return buttons.flatMap(({ number, action }, index) => [
    span(`${index > 0 ? '   ' : ''}[${number}] `, 'bold'),
    span(action.title, ...(action.style === 'positive' ? (['green'] as const) : [])),
  ]);
}

/** What to type before what the card asks for. */
type Press = number | string | undefined;

function renderElement(element: CardElement, width: number, press: Press): Line[] {
  if (element.type !== 'Container') return spaced(element, renderLeaf(element, width, press));
  const bar = element.style === 'emphasis' ? [span('▏ ', 'dim')] : [];
  const tint = tints[element.style ?? 'default'];
  const inside = element.items.flatMap((item) => spaced(item, renderLeaf(item, width - cells(wordsOf(bar)), press)));
  return spaced(
    element,
    inside.map((line) => [...bar, ...line.map(({ text, styles }) => ({ text, styles: [...styles, ...tint] }))]),
  );
}

function renderLeaf(element: Leaf, width: number, press?: Press): Line[] {
  switch (element.type) {
    case 'TextBlock':
      return wrap([span(shortened(element.text), ...stylesOf(element))], width);
    case 'RichTextBlock':
      return wrap(runsOf(element), width);
    case 'ColumnSet':
      return renderColumns(element, width);
    case 'Input.Text':
      return wrap([span(element.label), hint('your words', press)], width);
    case 'Input.ChoiceSet':
      return renderChoices(element, width, press);
  }
}

/** One a line, or one after the other where the card wants a list that takes little room. */
function renderChoices({ label, choices, style }: InputChoice, width: number, press: Press): Line[] {
  const numbered = choices.map(({ title }, index) => `  ${index + 1}  ${title}`);
  return [
    ...wrap([span(label), hint('a number or name from this list', press)], width),
    ...(style === 'compact' ? [numbered.join('')] : numbered).flatMap((line) => wrap([span(line)], width)),
  ];
}

/** Columns side by side: one with a width in pixels keeps it, the last one takes what is left. */
function renderColumns({ columns }: ColumnSet, width: number): Line[] {
  let room = width;
  const drawn = columns.map(({ width: asked, items }, index) => {
    const wanted = index === columns.length - 1 ? room : columnWidth(asked, items, room);
    const taken = Math.max(8, Math.min(wanted, room));
    room -= taken;
    return { taken, lines: items.flatMap((item) => renderLeaf(item, Math.max(8, taken - 1))) };
  });
  const height = Math.max(...drawn.map(({ lines }) => lines.length));
  return Array.from({ length: height }, (_, row) =>
    drawn.flatMap(({ taken, lines }, index): Span[] => {
      const line = lines[row] ?? [];
      const isLast = index === drawn.length - 1;
      return isLast ? [...line] : [...line, span(' '.repeat(Math.max(1, taken - cells(wordsOf(line)))))];
    }),
  );
}

function columnWidth(asked: string, items: readonly (TextBlock | RichTextBlock)[], room: number): number {
  if (asked.endsWith('px')) return Math.round(Number.parseInt(asked, 10) / 8);
  if (asked === 'stretch') return Math.floor(room / 2);
  return 1 + Math.max(...items.flatMap((item) => renderLeaf(item, room).map((line) => cells(wordsOf(line)))));
}

function hint(what: string, press: Press): Span {
  return span(press === undefined ? '' : `: type ${press} and then ${what}`, 'dim');
}

/** The inputs that are filled by what is typed after a button's number. */
export function inputsOf(body: Card['body']): (InputText | InputChoice)[] {
  return body
    .flatMap((element): Leaf[] => (element.type === 'Container' ? element.items : [element]))
    .filter((element) => element.type === 'Input.Text' || element.type === 'Input.ChoiceSet');
}

function runsOf({ inlines }: RichTextBlock): Span[] {
  return inlines.map((run) => span(shortened(run.text), ...stylesOf(run)));
}

function shortened(words: string): string {
  const characters = Array.from(words);
  if (characters.length <= textAtMost) return words;
  return `${characters.slice(0, textAtMost).join('')}… (${characters.length - textAtMost} more characters)`;
}

function stylesOf({ weight, color, isSubtle }: Pick<TextRun, 'weight' | 'color' | 'isSubtle'>): Style[] {
  return [
    ...(weight === 'Bolder' ? (['bold'] as const) : []),
    ...(isSubtle ? (['dim'] as const) : []),
    ...colors[color ?? 'Default'],
  ];
}

function spaced(
  { spacing, separator }: Pick<CardElement, 'spacing'> & { separator?: boolean | undefined },
  lines: Line[],
) {
  return separator || spacing === 'Medium' || spacing === 'Large' ? [[], ...lines] : lines;
}
