import { z } from 'zod';
import { legible } from '../../lib/legible.ts';
import type { PressAnswer } from '../ears.ts';
import { ownDataKey, type RenderedCard, renderCard } from './render.ts';

/** `data` is the card's own, under one key, with what was typed beside it. Something else than a text is not from our cards. */
export const Press = z.object({
  trigger: z.string().nullish(),
  action: z.object({
    type: z.literal('Action.Execute'),
    verb: z.string().min(1),
    data: z.object({ [ownDataKey]: z.record(z.string(), z.string()) }).catchall(z.string()),
  }),
});
export type Press = z.infer<typeof Press>;

/** What one HTTP request from Teams is answered with. */
export interface Answer {
  readonly status: number;
  readonly body?: PressResponse;
}

/** https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#response-format */
type PressResponse =
  | { statusCode: 200; type: 'application/vnd.microsoft.card.adaptive'; value: RenderedCard }
  | { statusCode: 200; type: 'application/vnd.microsoft.activity.message'; value: string }
  | { statusCode: 400; type: 'application/vnd.microsoft.error'; value: { code: string; message: string } };

/** The card as it looks now for the one who pressed; a refusal is always said, since a card alone would hide it. */
export function answerOf({ tone, text, card }: PressAnswer): Answer {
  return tone === 'done' && card
    ? {
        status: 200,
        body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: renderCard(card) },
      }
    : said(text);
}

export function said(text: string): Answer {
  return { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text } };
}

export function notUnderstood(): Answer {
  const value = { code: 'BadRequest', message: 'I could not read this button. Please ask for a new card.' };
  return { status: 400, body: { statusCode: 400, type: 'application/vnd.microsoft.error', value } };
}

export function typedOn({ action: { data } }: Press): Record<string, string> {
  const { [ownDataKey]: _, ...typed } = data;
  return Object.fromEntries(Object.entries(typed).map(([id, text]) => [id, legible(text)]));
}
