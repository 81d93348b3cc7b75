import { randomUUID } from 'node:crypto';
import type { Action, Card, Message } from '../../src/cards/card.ts';
import type { ChatConnection } from '../../src/chat/connection.ts';
import type { Ears } from '../../src/chat/ears.ts';
import type { MessageRef } from '../../src/domain/place.ts';
import type { Roster } from '../../src/domain/roster.ts';
import { inParallel } from '../../src/lib/in-parallel.ts';

const PLATFORM = 'notebook';

/** A chat that takes no time and writes down all that anybody is shown, for stories of a thousand tickets. */
export interface Notebook {
  connect(ears: Ears): ChatConnection;
  /** Everything that was shown to anybody, in the help channel, at the desk or to one person alone. */
  readonly shown: readonly { readonly channel: string; readonly text: string }[];
  says(who: string, text: string): Promise<void>;
  /** Presses the first button with this verb on every message that has one; says how often. */
  pressesAll(who: string, verb: Action['verb']): Promise<number>;
}

/** One customer: Ada and Otto write, Sam approves, Tess is the technician. */
export const notebookRoster: Roster = {
  customers: [
    {
      id: 'contoso',
      name: 'Contoso',
      chats: [{ platform: PLATFORM, workspace: 'contoso' }],
      desk: [{ platform: PLATFORM, workspace: 'contoso', channel: 'desk' }],
      modes: {},
    },
  ],
  people: (
    [
      ['ada', []],
      ['otto', []],
      ['sam', ['approver']],
      ['tess', ['technician']],
    ] as const
  ).map(([id, roles]) => ({
    id,
    name: id,
    account: `${id}@contoso.com`,
    identities: [{ platform: PLATFORM, workspace: 'contoso', user: id }],
    roles: { contoso: [...roles] },
  })),
};

export function openNotebook(): Notebook {
  const shown: { readonly channel: string; readonly text: string }[] = [];
  const buttons: { readonly on: MessageRef; readonly action: Action }[] = [];
  let ears: Ears | undefined;

  const note = (message: Message, ref: MessageRef): MessageRef => {
    shown.push({ channel: ref.place.channel, text: JSON.stringify(message) });
    for (const action of message.card?.actions ?? []) buttons.push({ on: ref, action });
    return ref;
  };
  const event = (user: string) => ({
    id: randomUUID(),
    at: new Date().toISOString(),
    place: { platform: PLATFORM, workspace: 'contoso', channel: 'help' },
    from: { platform: PLATFORM, workspace: 'contoso', user, shownName: user },
  });
  const listening = () => {
    if (!ears) throw new Error('Nobody listens yet');
    return ears;
  };

  return {
    shown,
    connect(heard) {
      ears = heard;
      const alone = { platform: PLATFORM, workspace: 'contoso', channel: 'alone' };
      return {
        platform: {
          name: PLATFORM,
          isInteractive: true,
          post: async (to, message) => note(message, { place: to, message: randomUUID() }),
          direct: async (_, message) => note(message, { place: alone, message: randomUUID() }),
          update: async (ref, message) => void note(message, ref),
          belonging: async () => 'member',
          whisper: async (to, _, message) => void note(message, { place: to, message: randomUUID() }),
        },
        routes: [],
        async start() {},
        async stop() {},
      };
    },
    async says(who, text) {
      const said = event(who);
      await listening().accept({ ...said, kind: 'said', text, place: { ...said.place, thread: said.id } });
    },
    async pressesAll(who, verb) {
      const pressed = buttons.filter(({ action }) => action.verb === verb);
      await inParallel(pressed, 8, async ({ on, action }) => {
        const press = { ...event(who), kind: 'pressed' as const, on, verb, data: action.data };
        const { card } = await listening().answer({ ...press, fields: {} });
        const fields = typedInto(card);
        if (fields) await listening().answer({ ...press, ...event(who), fields });
      });
      return pressed.length;
    },
  };
}

/** Whoever approves many in no time is asked to type what each is about. */
function typedInto(card: Card | undefined): { readonly typed: string } | undefined {
  const lines = card?.body.flatMap((element) => (element.type === 'RichTextBlock' ? [element.inlines] : [])) ?? [];
  const typed = lines.find(([first]) => first?.text === 'To approve, type ')?.at(1)?.text;
  return typed === undefined ? undefined : { typed };
}
