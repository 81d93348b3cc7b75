import type { ActionsBlock, Button, ConfirmationDialog } from '@slack/types';
import { z } from 'zod';
import type { Action } from '../../cards/card.ts';
import { jsonIn } from '../../lib/json-in.ts';
import { plainText } from './inputs.ts';
import { limits, shorten } from './limits.ts';

const Value = z.object({ verb: z.string().min(1), data: z.record(z.string(), z.string()) });
const colors = { positive: 'primary', destructive: 'danger' } as const;

/** A card that can be refused asks for a decision, and a decision is confirmed; an answer or a choice is not. */
export function buttons(actions: readonly Action[]): ActionsBlock {
  const isDecision = actions.some(({ style }) => style === 'destructive');
  return { type: 'actions', elements: actions.map((action, index) => toButton(action, index, isDecision)) };
}

/** What we wrote into a button; nothing if we didn't. */
export function fromValue(value: string): z.infer<typeof Value> | undefined {
  return Value.safeParse(jsonIn(value)).data;
}

function toButton({ title, verb, data, style = 'default' }: Action, index: number, isDecision: boolean): Button {
  const value = JSON.stringify({ verb, data } satisfies z.infer<typeof Value>);
  if (value.length > limits.buttonValue)
    throw new TypeError(`Slack keeps ${limits.buttonValue} characters of a button; give "${verb}" less to carry`);
  return {
    type: 'button',
    action_id: shorten(`press-${index}-${verb}`, limits.id),
    text: plainText(title, limits.buttonTitle),
    value,
    ...(style === 'default' ? {} : { style: colors[style] }),
    ...(style === 'default' || !isDecision ? {} : { confirm: confirmation(title, colors[style]) }),
  };
}

function confirmation(title: string, style: 'primary' | 'danger'): ConfirmationDialog {
  return {
    title: plainText(`${title}?`, limits.confirmTitle),
    text: plainText('This is recorded under your name and can not be taken back.', limits.confirmText),
    confirm: plainText(title, limits.confirmButton),
    deny: plainText('Go back', limits.confirmButton),
    style,
  };
}
