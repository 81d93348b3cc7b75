import type { Card, InputChoice, InputText } from '../../cards/card.ts';
import { inputOf } from './render.ts';

type Filled =
  | { readonly outcome: 'filled'; readonly fields: Record<string, string> }
  | { readonly outcome: 'refused'; readonly why: string };

/** Puts what was typed after a button's number into the card's input, as a form would. */
export function fieldsOf(card: Card | undefined, typed: string): Filled {
  const input = inputOf(card?.body ?? []);
  if (!input || typed === '') return { outcome: 'filled', fields: {} };
  return input.type === 'Input.Text' ? withWords(input, typed) : withChoice(input, typed);
}

function withWords({ id, maxLength }: InputText, typed: string): Filled {
  if (typed.length <= maxLength) return { outcome: 'filled', fields: { [id]: typed } };
  return { outcome: 'refused', why: `That is too long: at most ${maxLength} characters fit. Nothing was pressed.` };
}

function withChoice({ id, choices }: InputChoice, typed: string): Filled {
  const wanted = typed.toLowerCase();
  const chosen =
    choices.find(({ title, value }) => [title.toLowerCase(), value.toLowerCase()].includes(wanted)) ??
    choices.find((_, index) => String(index + 1) === wanted);
  if (chosen) return { outcome: 'filled', fields: { [id]: chosen.value } };
  const there = choices.map(({ title }, index) => `${index + 1} ${title}`).join(', ');
  return { outcome: 'refused', why: `That is none of the choices: ${there}. Nothing was pressed.` };
}
