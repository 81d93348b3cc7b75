import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Action, Message } from '../../cards/card.ts';
import type { MessageRef, Place } from '../../domain/place.ts';
import type { ChatMemory } from '../connection.ts';
import { createOpenCards } from './open-cards.ts';
import { type Line, type NumberedButton, renderButtons, renderMessage } from './render.ts';
import type { Screen } from './screen.ts';
import { cells, span, wordsOf } from './spans.ts';

/** A message as it was last drawn. */
interface Drawn {
  readonly number: number;
  readonly ref: MessageRef;
  readonly onlyFor: string | undefined;
  readonly message: Message;
}

/** What a typed number means. A button is gone when its card was drawn anew below. */
export type Pressable =
  | { readonly state: 'live'; readonly action: Action; readonly on: Drawn }
  | { readonly state: 'gone'; readonly newest: number };

/** The messages on the screen. Nothing that was drawn is changed: a rewritten message is drawn again, with new numbers on its buttons. */
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

  const put = async (shown: Drawn, remark: string, before?: Message) => {
    await open.remember(shown);
    const numbered = (shown.message.card?.actions ?? []).map((action, index): NumberedButton => {
      return { number: buttons.size + index + 1, action };
    });
    const lines = renderMessage(shown.message, numbered, screen.width - 2);
    const isBrief = before !== undefined && brief && !hasButtons(shown.message);
    const told = isBrief ? whatIsNew(before, lines, screen.width - 2) : lines;
    if (told.length > 0) screen.print(framed(shown, told, numbered, remark, screen.width));
    for (const { number, action } of numbered) {
      buttons.set(number, { action, id: shown.ref.message, of: shown.message });
    }
    drawn.set(shown.ref.message, shown);
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
      await put({ number: messages, ref, onlyFor: undefined, ...before, message }, ' · updated', before?.message);
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

/** Progress is rewritten at every step: whoever reads along needs its title and what has changed. */
function whatIsNew(before: Message, lines: readonly Line[], width: number): readonly Line[] {
  const known = new Set(renderMessage(before, [], width).map(wordsOf));
  const isNew = (line: Line) => !known.has(wordsOf(line));
  return lines.some(isNew) ? lines.filter((line, index) => index === 0 || isNew(line)) : [];
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
