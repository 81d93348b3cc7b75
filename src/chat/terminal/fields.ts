import type { Card, InputChoice, InputText } from '../../cards/card.ts';
import { inputsOf } from './render.ts';

type Filled =
  | { readonly outcome: 'filled'; readonly fields: Record<string, string> }
  | { readonly outcome: 'refused'; readonly why: string };

/** Puts what was typed after a button's number into the card's input, as a form would. What is no choice is words, where the card takes both. */
export function fieldsOf(card: Card | undefined, typed: string): Filled {
  const inputs = inputsOf(card?.body ?? []);
  const list = inputs.find((input) => input.type === 'Input.ChoiceSet');
  const line = inputs.find((input) => input.type === 'Input.Text');
  if (typed === '' || (!list && !line)) return { outcome: 'filled', fields: {} };
  const chosen = list && choiceIn(list, typed);
  if (list && chosen) return { outcome: 'filled', fields: { [list.id]: chosen.value } };
  return line ? withWords(line, typed) : noChoice(list?.choices ?? []);
}

function withWords({ id, maxLength }: InputText, typed: string): Filled {
  if (typed.length <= maxLength) return { outcome: 'filled', fields: { [id]: typed } };
  return { outcome: 'refused', why: `That is too long: at most ${maxLength} characters fit. Nothing was pressed.` };
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
