import { afterAll, beforeAll, describe } from 'vitest';
import { chats, hasGuests } from '../fakes/chats.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { buttonsMadeByHand } from './approval-rules/buttons-made-by-hand.ts';
import { decidedOnce } from './approval-rules/decided-once.ts';
import { type Stage, setStage } from './approval-rules/stage.ts';
import { guestsAndBots, whoDecides } from './approval-rules/who-decides.ts';

/** The rules that every chat keeps alike. What has changed since it was asked stands in looked-at-again.test.ts. */
describeWithDatabase('an approval', () => {
  describe.each(chats)('on %s', (name, startChat) => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await setStage(name, startChat);
    });
    afterAll(() => stage.desk.stop());

    whoDecides(() => stage);
    if (hasGuests(name)) guestsAndBots(() => stage);
    decidedOnce(() => stage);
    describe('with a button that was made by hand', () => buttonsMadeByHand(() => stage));
  });
});
