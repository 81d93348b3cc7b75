import type { Identity, Person } from '../../domain/person.ts';
import { sameIdentity } from '../../domain/person.ts';
import { ChatError, type ChatPlatform } from '../platform.ts';
import type { Board } from './board.ts';
import { aloneWith, PLATFORM, seatsOf } from './seats.ts';

interface Parts {
  readonly board: Board;
  readonly people: () => Promise<readonly Person[]>;
}

/** The console as a chat: one screen on which everybody's messages stand, each marked with who sees it. */
export function createTerminalPlatform({ board, people }: Parts): ChatPlatform {
  const mustBeSeated = async (identity: Identity) => {
    if (seatsOf(await people()).some((seat) => sameIdentity(seat.identity, identity))) return;
    throw new ChatError(`Nobody called ${identity.user} sits at this terminal.`, { passing: false });
  };
  const mustBeHere = (platform: string) => {
    if (platform === PLATFORM) return;
    throw new ChatError(`This is the terminal, and the message is for ${platform}.`, { passing: false });
  };

  return {
    name: PLATFORM,
    isInteractive: true,
    async post(to, message) {
      mustBeHere(to.platform);
      return board.draw(to, message);
    },
    async update(ref, message) {
      mustBeHere(ref.place.platform);
      await board.redraw(ref, message);
    },
    async whisper(to, person, message) {
      mustBeHere(to.platform);
      await mustBeSeated(person);
      await board.draw(to, message, person.user);
    },
    async direct(person, message) {
      await mustBeSeated(person);
      return board.draw(aloneWith(person.user), message);
    },
    async belonging(person, place) {
      const isSeated = seatsOf(await people()).some(({ identity }) => sameIdentity(identity, person));
      return isSeated && person.workspace === place.workspace ? 'member' : 'outsider';
    },
  };
}
