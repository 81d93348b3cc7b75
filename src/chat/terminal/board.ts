import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Action, Message } from '../../cards/card.ts';
import type { MessageRef, Place } from '../../domain/place.ts';
import type { ChatMemory } from '../connection.ts';
import { createOpenCards } from './open-cards.ts';
import { type Line, type NumberedButton, renderButtons, renderMessage } from './render.ts';
import type { Printed, Screen } from './screen.ts';
import { cells, span, wordsOf } from './spans.ts';

/** A message as it was last drawn. */
interface Drawn {
  readonly number: number;
  readonly ref: MessageRef;
  readonly onlyFor: string | undefined;
  readonly message: Message;
  readonly printed?: Printed;
  /** What stands further up, where only what is new since then is told. */
  readonly since?: Message | undefined;
}

/** What a typed number means. A button is gone when its card was drawn anew below. */
export type Pressable =
  | { readonly state: 'live'; readonly action: Action; readonly on: Drawn }
  | { readonly state: 'gone'; readonly newest: number };

/** The messages on the screen. A rewritten message is drawn again, with new numbers on its buttons; in the same place only while it stands last and has none. */
export interface Board {
  draw(place: Place, message: Message, onlyFor?: string): Promise<MessageRef>;
  redraw(ref: MessageRef, message: Message): Promise<void>;
  /** Draws the cards that an earlier life of the bot left open, so that their buttons can be pressed again. */
  drawLeftOpen(): Promise<void>;
  button(number: number): Pressable | undefined;
}

interface Parts {
  readonly screen: Screen;
  readonly memory: ChatMemory;
  /** Rewritten messages without buttons show only what is new; so they do by default where somebody watches. */
  readonly brief?: boolean;
}

export function createBoard({ screen, memory, brief = screen.isInteractive }: Parts): Board {
  const open = createOpenCards(memory);
  const drawn = new Map<string, Drawn>();
  const buttons = new Map<number, { readonly action: Action; readonly id: string; readonly of: Message }>();
  let messages = 0;

  const put = async (shown: Drawn, remark: string, before?: Drawn) => {
    await open.remember(shown);
    const { message, ref } = shown;
    const numbered = (message.card?.actions ?? []).map((action, index): NumberedButton => {
      return { number: buttons.size + index + 1, action };
    });
    const over = before?.printed && screen.isLast(before.printed) && !hasButtons(before.message) ? before : undefined;
    const since = over ? over.since : before?.message;
    const isBrief = since !== undefined && brief && !hasButtons(message);

    const lines = renderMessage(message, numbered, screen.width - 2);
    const told = isBrief ? whatIsNew(since, lines, screen.width - 2) : lines;
    const head = over && !since ? '' : remark;
    const printed =
      told.length > 0
        ? screen.print(framed(shown, told, numbered, head, screen.width), over?.printed)
        : before?.printed;
    for (const { number, action } of numbered) buttons.set(number, { action, id: ref.message, of: message });
    drawn.set(ref.message, { ...shown, since, ...(printed ? { printed } : {}) });
  };

  return {
    async draw(place, message, onlyFor) {
      messages += 1;
      const ref = { place, message: randomUUID() };
      await put({ number: messages, ref, onlyFor, message }, '');
      return ref;
    },
    async redraw(ref, message) {
      const before = drawn.get(ref.message);
      if (before && looksLike(before.message, message)) return;
      if (!before) messages += 1;
      await put({ number: messages, ref, onlyFor: undefined, ...before, message }, ' · updated', before);
    },
    async drawLeftOpen() {
      for (const left of await open.recall()) {
        messages += 1;
        await put({ number: messages, ...left }, ' · still open');
      }
    },
    button(number) {
      const button = buttons.get(number);
      const on = button && drawn.get(button.id);
      if (!button || !on) return undefined;
      return on.message === button.of
        ? { state: 'live', action: button.action, on }
        : { state: 'gone', newest: on.number };
    },
  };
}

/** Every line of a message begins with a bar that nobody's words can draw at that place. */
function framed(
  shown: Drawn,
  lines: readonly Line[],
  buttons: readonly NumberedButton[],
  remark: string,
  width: number,
): Line[] {
  const head = `╭─ ${shown.number} · desk ${audienceOf(shown)}${remark} `;
  const rule = '─'.repeat(Math.max(0, Math.min(width, 76) - cells(head)));
  return [
    [span(`${head}${rule}`, 'cyan')],
    ...lines.map((line) => [span('│ ', 'cyan'), ...line]),
    [span(buttons.length > 0 ? '╰─ ' : '╰─', 'cyan'), ...renderButtons(buttons)],
  ];
}

/** Whoever reads along needs the title and what has changed; a heading over nothing new is not news. */
function whatIsNew(before: Message, lines: readonly Line[], width: number): readonly Line[] {
  const known = new Set(renderMessage(before, [], width).map(wordsOf));
  const isNew = (line: Line | undefined) => line !== undefined && !known.has(wordsOf(line));
  const isNews = (line: Line, index: number) => isNew(line) && (!isHeading(line) || isNew(lines[index + 1]));
  return lines.some(isNew) ? lines.filter((line, index) => index === 0 || isNews(line, index)) : [];
}

function isHeading(line: Line): boolean {
  return line.length > 0 && line.every(({ styles }) => styles.some((style) => style === 'bold'));
}

function looksLike(before: Message, message: Message): boolean {
  return message.card ? isDeepStrictEqual(before.card, message.card) : !before.card && before.text === message.text;
}

function hasButtons({ card }: Message): boolean {
  return (card?.actions ?? []).length > 0;
}

function audienceOf({ ref: { place }, onlyFor }: Drawn): string {
  const only = onlyFor ?? (place.channel.startsWith('@') ? place.channel.slice(1) : undefined);
  const where = place.channel.startsWith('@') ? `to ${place.channel.slice(1)}` : `in #${place.channel}`;
  return only ? `${where} (only ${only} sees this)` : where;
}
