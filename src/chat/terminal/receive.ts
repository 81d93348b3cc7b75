import { randomUUID } from 'node:crypto';
import type { Person } from '../../domain/person.ts';
import type { Place } from '../../domain/place.ts';
import type { Log } from '../../lib/log.ts';
import type { Ears } from '../ears.ts';
import type { Board } from './board.ts';
import { fieldsOf } from './fields.ts';
import { aloneWith, helpChannel, type Seat, seatsOf } from './seats.ts';
import { readTyped, type Typed } from './typed.ts';

interface Parts {
  readonly ears: Ears;
  readonly people: () => Promise<readonly Person[]>;
  readonly board: Board;
  /** Says something of the terminal's own; it is no message of the desk. */
  readonly note: (text: string) => void;
  readonly log: Log;
}

/** Somebody at the console, who can be everybody in turn. */
export interface Receiver {
  /** Who is typing now. */
  seat(): Seat | undefined;
  /** Begins as the first of the people. */
  sitDown(): Promise<void>;
  take(line: string): Promise<'more' | 'quit'>;
}

export function createReceiver({ ears, people, board, note, log }: Parts): Receiver {
  let seat: Seat | undefined;

  const asSomebody = async (work: (seat: Seat) => Promise<void>) => {
    if (!seat) return note('Nobody sits here yet. An admin can give somebody a terminal identity in desk.yaml.');
    try {
      await work(seat);
    } catch (error) {
      log.error('terminal.not-written-down', { cause: error });
      note('I could not write that down, so nothing happens. Please try it again in a moment.');
    }
  };
  const say = (text: string, placeFor: (seat: Seat) => Place) =>
    asSomebody((by) => ears.accept({ kind: 'said', ...event(by), place: placeFor(by), text }));

  const press = ({ button: { action, on }, after }: Extract<Typed, { kind: 'press' }>) =>
    asSomebody(async (by) => {
      const filled = fieldsOf(on.message.card, after);
      if (filled.outcome === 'refused') return note(filled.why);

      const { verb, data } = action;
      const { place } = on.ref;
      const { fields } = filled;
      const { tone, text, card, aside } = await ears.answer({
        kind: 'pressed',
        ...event(by),
        place,
        on: on.ref,
        verb,
        data,
        fields,
      });
      const isShown = (tone === 'done' && card !== undefined) || aside !== undefined;
      if (!isShown) await board.draw(place, { text }, by.name);
      if (card) await board.redraw(on.ref, { text: on.message.text, card });
    });

  const who = async () => {
    const names = seatsOf(await people()).map(({ name, shownName }) => `${name} (${shownName})`);
    note(names.length > 0 ? `Here are ${names.join(', ')}.` : 'Nobody is here.');
  };
  const become = async (name: string) => {
    const found = seatsOf(await people()).find((other) => other.name === name.toLowerCase());
    if (!found) {
      note(name === '' ? 'Say who you want to be, for example /as sam.' : `There is no ${name} here.`);
      return who();
    }
    seat = found;
    note(`You are ${found.shownName} now.`);
  };
  const whisper = async (text: string) => {
    if (text === '') return note('Say what you want to tell the bot, for example /dm hello.');
    await say(text, ({ name }) => aloneWith(name));
  };
  const locals: Readonly<Record<string, (rest: string) => Promise<void>>> = { as: become, who, dm: whisper };

  const doLocally = async (word: string, rest: string) => {
    if (Object.hasOwn(locals, word)) return locals[word]?.(rest);
    note(`I do not know /${word}. There is /as <name>, /dm <text>, /who, /msp <command> and /quit.`);
  };

  return {
    seat: () => seat,
    async sitDown() {
      seat = seatsOf(await people())[0];
    },
    async take(line) {
      const typed = readTyped(line, board);
      switch (typed.kind) {
        case 'nothing':
          break;
        case 'said':
          await say(typed.text, () => helpChannel);
          break;
        case 'press':
          await press(typed);
          break;
        case 'gone':
          note(
            `Button [${typed.number}] is gone, because its card has changed. Message ${typed.newest} is the newest. Nothing was sent.`,
          );
          break;
        case 'no button':
          note(`There is no button [${typed.number}]. Nothing was sent.`);
          break;
        case 'local':
          if (typed.word === 'quit') return 'quit';
          await doLocally(typed.word, typed.rest);
      }
      return 'more';
    },
  };
}

function event({ identity, shownName }: Seat) {
  return { id: randomUUID(), at: new Date().toISOString(), from: { ...identity, shownName } };
}
