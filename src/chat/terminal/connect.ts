import type { Readable, Writable } from 'node:stream';
import type { Person } from '../../domain/person.ts';
import type { Log } from '../../lib/log.ts';
import type { ChatConnection, ChatMemory } from '../connection.ts';
import type { Ears } from '../ears.ts';
import { createBoard } from './board.ts';
import { createTerminalPlatform } from './platform.ts';
import { createReceiver } from './receive.ts';
import { createScreen } from './screen.ts';
import { span, wrap } from './spans.ts';

interface Parts {
  readonly ears: Ears;
  /** Those who have a terminal identity; the first one is who the console begins as. */
  readonly people: () => Promise<readonly Person[]>;
  readonly memory: ChatMemory;
  readonly input: Readable;
  readonly output: Writable;
  readonly color: boolean;
  readonly log: Log;
  /** What a newcomer is told at the start, one line each. */
  readonly welcome: readonly string[];
  /** Called once, after /quit or the end of the input, when everything typed before it is dealt with. */
  readonly onEnd?: () => void;
}

/** A chat on the console, where one newcomer plays everybody. */
export function createTerminal({ ears, people, memory, log, welcome, onEnd, ...streams }: Parts): ChatConnection {
  const screen = createScreen(streams);
  const board = createBoard({ screen, memory });
  const note = (text: string) => {
    screen.print(wrap([span(text, 'dim')], screen.width - 2).map((line) => [span('  '), ...line]));
  };
  const receiver = createReceiver({ ears, people, board, note, log });
  let typing = Promise.resolve();
  let hasQuit = false;

  const prompt = () => `${receiver.seat()?.name ?? 'nobody'}> `;
  const take = async (line: string) => {
    if (hasQuit) return;
    screen.echo(prompt(), line);
    hasQuit = (await receiver.take(line)) === 'quit';
    if (hasQuit) screen.stopReading();
    else screen.ask(prompt());
  };

  return {
    platform: createTerminalPlatform({ board, people }),
    routes: [],
    async start() {
      await receiver.sitDown();
      screen.print(welcome.flatMap((line) => wrap([span(line)], screen.width)));
      await board.drawLeftOpen();
      screen.open({
        line(typed) {
          typing = typing
            .then(() => take(typed))
            .catch((error: unknown) => log.error('terminal.failed', { cause: error }));
        },
        ended() {
          typing = typing.then(() => onEnd?.());
        },
      });
      screen.ask(prompt());
    },
    async stop() {
      screen.stopReading();
      await typing;
      screen.close();
    },
  };
}
