import type { Card, InputChoice, InputText } from '../../cards/card.ts';
import { inputsOf } from './render.ts';

type Filled =
  | { readonly outcome: 'filled'; readonly fields: Record<string, string> }
  | { readonly outcome: 'refused'; readonly why: string };

/**
 * Puts what was typed after a button's number into the card's inputs, as a form would. What is no choice is words, where
 * the card takes both; which of its lines they are for is the button's to say, so all of them have them.
 */
export function fieldsOf(card: Card | undefined, typed: string): Filled {
  const inputs = inputsOf(card?.body ?? []);
  const list = inputs.find((input) => input.type === 'Input.ChoiceSet');
  const lines = inputs.filter((input) => input.type === 'Input.Text');
  if (typed === '' || (!list && lines.length === 0)) return { outcome: 'filled', fields: {} };
  const chosen = list && choiceIn(list, typed);
  if (list && chosen) return { outcome: 'filled', fields: { [list.id]: chosen.value } };
  return lines.length > 0 ? withWords(lines, typed) : noChoice(list?.choices ?? []);
}

function withWords(lines: readonly InputText[], typed: string): Filled {
  const atMost = Math.min(...lines.map(({ maxLength }) => maxLength));
  if (typed.length <= atMost)
    return { outcome: 'filled', fields: Object.fromEntries(lines.map(({ id }) => [id, typed])) };
  return { outcome: 'refused', why: `That is too long: at most ${atMost} characters fit. Nothing was pressed.` };
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
