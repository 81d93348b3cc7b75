import type { Card, InputChoice, InputText } from '../../cards/card.ts';
import { inputsOf } from './render.ts';

type Filled =
  | { readonly outcome: 'filled'; readonly fields: Record<string, string> }
  | { readonly outcome: 'refused'; readonly why: string };

/**
 * Puts what was typed after a button's number into the card's inputs, as a form would. What is no choice is words, where
 * the card takes both. Which of several inputs it is for is the button's to say, so all of them have it; a card with one
 * button means the choice.
 */
export function fieldsOf(card: Card | undefined, typed: string): Filled {
  const inputs = inputsOf(card?.body ?? []);
  const list = inputs.find((input) => input.type === 'Input.ChoiceSet');
  const lines = inputs.filter((input) => input.type === 'Input.Text');
  if (typed === '' || (!list && lines.length === 0)) return { outcome: 'filled', fields: {} };
  const chosen = list && choiceIn(list, typed);
  if (!list || !chosen) return lines.length > 0 ? withWords(lines, typed) : noChoice(list?.choices ?? []);
  const isForWordsToo = (card?.actions ?? []).length > 1;
  return { outcome: 'filled', fields: { ...(isForWordsToo ? inAll(lines, typed) : {}), [list.id]: chosen.value } };
}

function withWords(lines: readonly InputText[], typed: string): Filled {
  const atMost = Math.min(...lines.map(({ maxLength }) => maxLength));
  if (typed.length <= atMost) return { outcome: 'filled', fields: inAll(lines, typed) };
  return { outcome: 'refused', why: `That is too long: at most ${atMost} characters fit. Nothing was pressed.` };
}

function inAll(lines: readonly InputText[], typed: string): Record<string, string> {
  return Object.fromEntries(lines.map(({ id }) => [id, typed]));
}

function choiceIn({ choices }: InputChoice, typed: string) {
  const wanted = typed.toLowerCase();
  return (
    choices.find(({ title, value }) => [title.toLowerCase(), value.toLowerCase()].includes(wanted)) ??
    choices.find((_, index) => String(index + 1) === wanted)
  );
}

function noChoice(choices: InputChoice['choices']): Filled {
  const there = choices.map(({ title }, index) => `${index + 1} ${title}`).join(', ');
  return { outcome: 'refused', why: `That is none of the choices: ${there}. Nothing was pressed.` };
}
