import { randomUUID } from 'node:crypto';
import { PassThrough, type Writable } from 'node:stream';
import type { Action, Message } from '../../cards/card.ts';
import { plainLines } from '../../cards/plain.ts';
import type { ChatConnection, ChatMemory } from '../../chat/connection.ts';
import type { ChatPlatform } from '../../chat/platform.ts';
import { createBoard } from '../../chat/terminal/board.ts';
import { createTerminalPlatform } from '../../chat/terminal/platform.ts';
import { createScreen } from '../../chat/terminal/screen.ts';
import { helpChannel, PLATFORM } from '../../chat/terminal/seats.ts';
import { cells, span, wrap } from '../../chat/terminal/spans.ts';
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
  /** Begins a scene. */
  scene(title: string): void;
  says(who: string, text: string): void;
  presses(who: string, button: string, words?: string): void;
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
    scene(title) {
      const head = `━━ ${title} `;
      screen?.print([[], [span(head + '━'.repeat(Math.max(0, RULE - cells(head))), 'bold')]]);
    },
    says(who, text) {
      if (!screen) return;
      const name = `${who}> `;
      const lines = wrap([span(plainLines(text, SAID_AT_MOST))], screen.width - cells(name));
      screen.print(lines.map((line, index) => [span(index > 0 ? ' '.repeat(cells(name)) : name, 'bold'), ...line]));
    },
    presses(who, button, words) {
      if (!screen) return;
      const told = [span(who, 'bold'), span(` presses ${button}${words ? `: ${words}` : ''}`)];
      screen.print(wrap(told, screen.width));
    },
  };
}

const RULE = 76;
/** More of a long ticket than this would only roll by. */
const SAID_AT_MOST = 1_500;

/** Nobody presses a button of an earlier performance. */
const forgetful: ChatMemory = { async get() {}, async put() {} };

const unseen: ChatPlatform = {
  name: PLATFORM,
  isInteractive: true,
  post: async (to) => ({ place: to, message: randomUUID() }),
  direct: async () => ({ place: helpChannel, message: randomUUID() }),
  async update() {},
  async whisper() {},
  belonging: async () => 'member',
};
