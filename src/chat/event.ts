import { z } from 'zod';
import { Identity } from '../domain/person.ts';
import { MessageRef, Place } from '../domain/place.ts';

const Sender = Identity.extend({ shownName: z.string() });

/** Somebody wrote to the bot. `id` is the platform's own id of the delivery's cause, equal for every repeat of it. */
export const Said = z.object({
  kind: z.literal('said'),
  id: z.string().min(1),
  at: z.iso.datetime(),
  place: Place,
  from: Sender,
  text: z.string(),
});
export type Said = Readonly<z.infer<typeof Said>>;

/** Somebody pressed a button. `verb` and `data` are the card's own; `fields` is what was typed or chosen on the card, by input id. */
export const Pressed = z.object({
  kind: z.literal('pressed'),
  id: z.string().min(1),
  at: z.iso.datetime(),
  place: Place,
  from: Sender,
  on: MessageRef,
  verb: z.string().min(1),
  data: z.record(z.string(), z.string()),
  fields: z.record(z.string(), z.string()),
});
export type Pressed = Readonly<z.infer<typeof Pressed>>;

/** What a platform tells the desk, in the desk's words. */
export const ChatEvent = z.discriminatedUnion('kind', [Said, Pressed]);
export type ChatEvent = z.infer<typeof ChatEvent>;

/** Names an event, equal for every repeat of it. */
export function keyOf({ kind, id, place }: Pick<ChatEvent, 'kind' | 'id' | 'place'>): string {
  return `${place.platform}:${place.workspace}:${kind}:${id}`;
}
