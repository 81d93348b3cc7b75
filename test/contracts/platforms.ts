import { afterEach, beforeEach, describe } from 'vitest';
import type { TestChat } from '../fakes/chat.ts';
import { belonging } from './platforms/belonging.ts';
import { listening } from './platforms/listening.ts';
import { speaking } from './platforms/speaking.ts';
import { type Stage, setStage } from './platforms/stage.ts';
import { strangersWords } from './platforms/strangers-words.ts';

/** What a chat can or can't do by its nature. */
export interface Nature {
  /** It delivers a message once more, at once, when the bot answers with a failure. A console has nobody who could. */
  readonly deliversAgainOnFailure: boolean;
  /** Others than members use it: guests and bots. */
  readonly hasGuests: boolean;
}

/** What every chat owes to the desk. `startChat` gives a fresh chat with the whole cast in it. */
export function platformContract(name: string, startChat: () => Promise<TestChat>, nature: Nature): void {
  describe(name, () => {
    let stage: Stage;

    beforeEach(async () => {
      stage = await setStage(await startChat());
    });

    afterEach(() => stage.stop());

    describe('belonging', () => belonging(() => stage, nature));
    describe('speaking', () => speaking(() => stage));
    describe('listening', () => listening(() => stage, nature));
    describe("other people's words", () => strangersWords(() => stage));
  });
}
