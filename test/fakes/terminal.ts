import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import type { Ears } from '../../src/chat/ears.ts';
import { createTerminal } from '../../src/chat/terminal/connect.ts';
import { helpChannel } from '../../src/chat/terminal/seats.ts';
import type { Identity, Person } from '../../src/domain/person.ts';
import { noLog } from '../../src/lib/log.ts';
import { type Actor, main, type TestChat } from './chat.ts';
import { actors, beginning, readPrinted } from './terminal/read-printed.ts';

/** The terminal's own answer, which comes after everything typed before it is dealt with. */
const answerToWho = '> /who\n  Here are ';

const names = {
  ada: 'Ada Lovelace',
  sam: 'Sam Carter',
  kim: 'Kim Diaz',
  tess: 'Tess Novak',
  otto: 'Otto Berg',
  eve: 'Eve Moss',
} satisfies Record<Actor, string>;

/** A console with one person at it who plays everybody. The world is what was printed on it. */
export function startTerminal(): TestChat {
  const changes = new EventEmitter();
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { columns: 20_000 });
  let keyboard: Writable = input;
  let screen: Readable | undefined;
  let printed = '';
  let turns = 0;
  let again = async () => {};
  let heardBy: Ears | undefined;
  const readFrom = (stream: Readable) => {
    screen = stream;
    stream.setEncoding('utf8').on('data', (piece: string) => {
      if (screen !== stream) return;
      printed += piece;
      changes.emit('changed');
    });
  };
  readFrom(output);

  const until = async (isSo: () => boolean) => {
    while (!isSo()) await once(changes, 'changed', { signal: AbortSignal.timeout(10_000) });
  };
  /** Types as somebody; returns when the terminal has dealt with the line, which it shows by doing the next one. */
  const types = async (who: Actor, line: string) => {
    turns += 1;
    const turn = turns;
    keyboard.write(`/as ${who}\n${line.replace(/[\r\n]+/g, ' ')}\n/who\n`);
    await until(() => turnsOver() >= turn);
  };
  const turnsOver = () => printed.split(answerToWho).length - 1;
  const remembering = (ears: Ears): Ears => ({
    accept: (event) => {
      again = () => ears.accept(event);
      return ears.accept(event);
    },
    answer: (event) => {
      again = async () => void (await ears.answer(event));
      return ears.answer(event);
    },
  });

  return {
    name: 'terminal',
    changes,
    channel: helpChannel,
    identity,
    connect({ ears, memory }) {
      heardBy = ears;
      return createTerminal({
        ears: remembering(ears),
        people: async () => actors.map(personOf),
        memory,
        input,
        output,
        color: false,
        log: noLog,
        welcome: [beginning],
      });
    },
    process: () => ({
      program: [main],
      settings: { MSP_TERMINAL: 'on' },
      attach({ stdin, stdout }) {
        keyboard = stdin;
        printed += `\n${beginning}\n`;
        turns = turnsOver(); // what was typed into an earlier life and not dealt with never will be
        readFrom(stdout);
      },
    }),
    deliverTo() {},
    says: types,
    whispersToBot: (who, text) => types(who, `/dm ${text}`),
    commands: (who, text) => types(who, `/msp ${text}`),
    async presses(who, button, on, fields = {}) {
      const number = readPrinted(printed).numberOf(button, on.id);
      await types(who, [number, ...Object.values(fields)].join(' '));
    },
    async forges(who, on, { verb, data, fields = {}, home }) {
      const from = { ...identity(who), shownName: names[who], ...(home ? { workspace: 'elsewhere' } : {}) };
      await heardBy?.answer({
        ...{ kind: 'pressed', id: randomUUID(), at: new Date().toISOString(), place: helpChannel, from },
        ...{ on: { place: helpChannel, message: on.id }, verb, data, fields },
      });
    },
    deliversAgain: () => again(),
    async seenBy(who) {
      return readPrinted(printed).messages.filter(({ to }) => to === undefined || to === who);
    },
    async stop() {
      input.end();
      output.destroy();
    },
  };
}

function identity(who: Actor): Identity {
  return { platform: 'terminal', workspace: who === 'eve' ? 'elsewhere' : 'terminal', user: who };
}

function personOf(who: Actor): Person {
  return { id: who, name: names[who], identities: [identity(who)], roles: {} };
}
