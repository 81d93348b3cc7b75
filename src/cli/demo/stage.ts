import { randomUUID } from 'node:crypto';
import { PassThrough, type Writable } from 'node:stream';
import type { Action, Message } from '../../cards/card.ts';
import type { ChatConnection, ChatMemory } from '../../chat/connection.ts';
import type { ChatPlatform } from '../../chat/platform.ts';
import { createBoard } from '../../chat/terminal/board.ts';
import { createTerminalPlatform } from '../../chat/terminal/platform.ts';
import { createScreen } from '../../chat/terminal/screen.ts';
import { helpChannel, PLATFORM } from '../../chat/terminal/seats.ts';
import { span } from '../../chat/terminal/spans.ts';
import type { Person } from '../../domain/person.ts';
import type { MessageRef } from '../../domain/place.ts';

/** A card with buttons that somebody can see. */
export interface OpenCard {
  readonly on: MessageRef;
  readonly actions: readonly Action[];
}

/** The terminal's chat with a play on it instead of a person. */
export interface Stage {
  readonly connection: ChatConnection;
  /** Says what happens, where there is something to look at. */
  narrate(text: string, who?: string): void;
}

interface Parts {
  readonly people: () => Promise<readonly Person[]>;
  /** Where the conversation is shown; nowhere when it is only counted. */
  readonly output: Writable | undefined;
  readonly color: boolean;
  /** A card with buttons appeared. */
  readonly onCard: (card: OpenCard) => void;
}

export function createStage({ people, output, color, onCard }: Parts): Stage {
  const screen = output && createScreen({ input: new PassThrough(), output, color });
  const shown = screen
    ? createTerminalPlatform({ board: createBoard({ screen, memory: forgetful, brief: true }), people })
    : unseen;
  const noticed = (ref: MessageRef, { card }: Message): MessageRef => {
    if (card?.actions?.length) onCard({ on: ref, actions: card.actions });
    return ref;
  };
  const platform: ChatPlatform = {
    ...shown,
    post: async (to, message) => noticed(await shown.post(to, message), message),
    direct: async (person, message) => noticed(await shown.direct(person, message), message),
  };
  return {
    connection: { platform, routes: [], async start() {}, async stop() {} },
    narrate(text, who) {
      screen?.print(who ? [[span(`${who}> `, 'bold'), span(text)]] : [[], [span(text, 'dim')]]);
    },
  };
}

/** Nobody presses a button of an earlier performance. */
const forgetful: ChatMemory = { async get() {}, async put() {} };

const unseen: ChatPlatform = {
  name: PLATFORM,
  post: async (to) => ({ place: to, message: randomUUID() }),
  direct: async () => ({ place: helpChannel, message: randomUUID() }),
  async update() {},
  async whisper() {},
};
