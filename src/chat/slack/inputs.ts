import type { InputBlock, Option, PlainTextElement } from '@slack/types';
import type { InputChoice, InputText } from '../../cards/card.ts';
import { legible } from '../../lib/legible.ts';
import { limits, shorten } from './limits.ts';

/** Always optional for Slack: what is required is the desk's to say, in its own words. */
export function textInput({ id, label, placeholder, maxLength, isMultiline }: InputText): InputBlock {
  return {
    type: 'input',
    block_id: blockId(id),
    optional: true,
    label: plainText(label, limits.label),
    element: {
      type: 'plain_text_input',
      action_id: id,
      multiline: isMultiline ?? false,
      max_length: Math.min(maxLength, limits.typed),
      ...(placeholder ? { placeholder: plainText(placeholder, limits.placeholder) } : {}),
    },
  };
}

/** A list to open, or buttons to choose from where the card wants to show all choices and Slack has room for them. */
export function choiceInput({ id, label, style, choices }: InputChoice): InputBlock {
  const showsAll = style === 'expanded' && choices.length <= limits.radioButtons;
  const options = choices.slice(0, limits.options).map(toOption);
  return {
    type: 'input',
    block_id: blockId(id),
    optional: true,
    label: plainText(label, limits.label),
    element: { type: showsAll ? 'radio_buttons' : 'static_select', action_id: id, options },
  };
}

/** Words in which nothing is markup, not even `:wave:`. Slack refuses none at all. */
export function plainText(text: string, atMost: number): PlainTextElement {
  return { type: 'plain_text', text: shorten(legible(text), atMost) || '–', emoji: false };
}

function toOption({ title, value }: InputChoice['choices'][number]): Option & { text: PlainTextElement } {
  if (value.length > limits.optionValue)
    throw new TypeError(`Slack keeps ${limits.optionValue} characters of a choice; use a shorter value for "${title}"`);
  return { text: plainText(title, limits.optionTitle), value };
}

function blockId(id: string): string {
  return shorten(`input-${id}`, limits.id);
}
