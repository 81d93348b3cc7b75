import { legible } from '../../lib/legible.ts';
import type { Board, Pressable } from './board.ts';
import { inputsOf } from './render.ts';

/** What one typed line means. */
export type Typed =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'local'; readonly word: string; readonly rest: string }
  | { readonly kind: 'press'; readonly button: Extract<Pressable, { state: 'live' }>; readonly after: string }
  | { readonly kind: 'gone'; readonly number: number; readonly newest: number }
  | { readonly kind: 'no button'; readonly number: number };

/** A slash is for the terminal, except `/msp`; a button's number presses it; everything else is said. */
export function readTyped(line: string, board: Board): Typed {
  const text = legible(line).trim();
  if (text === '') return { kind: 'nothing' };

  const [, word, rest = ''] = /^\/(\S*)\s*(.*)$/s.exec(text) ?? [];
  if (word !== undefined && word.toLowerCase() !== 'msp') return { kind: 'local', word: word.toLowerCase(), rest };

  const [, digits, after = ''] = /^(\d{1,6})(?:\s+(.*))?$/s.exec(text) ?? [];
  return digits ? readNumber(Number(digits), after, text, board) : { kind: 'said', text };
}

/** What somebody answers a card with, and opens no ticket with: a word, or numbers of a list. */
const SHORT = /^(?:\S*|[\d\s,-]+)$/;

/** Words after a number are only for a card that asks for words; otherwise they are a sentence that begins with a number, if they are one. */
function readNumber(number: number, after: string, text: string, board: Board): Typed {
  const button = board.button(number);
  if (!button) return SHORT.test(after) ? { kind: 'no button', number } : { kind: 'said', text };
  if (button.state === 'gone') return { kind: 'gone', number, newest: button.newest };
  const takesWords = inputsOf(button.on.message.card?.body ?? []).length > 0;
  return after === '' || takesWords ? { kind: 'press', button, after } : { kind: 'said', text };
}
