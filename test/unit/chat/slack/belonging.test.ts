import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Stage, setStage } from '../../../contracts/platforms/stage.ts';
import { type SlackChat, startSlack } from '../../../fakes/slack.ts';

let slack: SlackChat;
let stage: Stage;
beforeAll(async () => {
  slack = await startSlack();
  stage = await setStage(slack);
});
afterAll(() => stage.stop());

const belonging = () => stage.platform.belonging(slack.identity('sam'), slack.channel);
const ask = (fields: Readonly<Record<string, unknown>>) => {
  slack.front.describe(slack.identity('sam').user, fields);
  return belonging();
};

test.each([
  ['a member', {}, 'member'],
  ['a guest of several channels', { is_restricted: true }, 'guest'],
  ['a guest of one channel', { is_ultra_restricted: true }, 'guest'],
  ['somebody of whom it is not said that they are no guest', { is_restricted: undefined }, 'guest'],
  [
    'somebody of whom it is not said that they are no guest of one channel',
    { is_ultra_restricted: undefined },
    'guest',
  ],
  ['a bot', { is_bot: true }, 'bot'],
  ['somebody of whom it is not said that they are no bot', { is_bot: undefined }, 'bot'],
  ['somebody who has left', { deleted: true }, 'gone'],
  ['a stranger', { is_stranger: true }, 'outsider'],
  ['somebody whose record names another workspace', { team_id: 'T0OTHER' }, 'outsider'],
])('%s is one', async (_, fields, expected) => {
  expect(await ask(fields)).toBe(expected);
});

test('a record without the fields that count is no answer', async () => {
  await expect(ask({ deleted: undefined })).rejects.toThrow();
});

test('somebody Slack has never heard of is an outsider', async () => {
  const nobody = { ...slack.identity('sam'), user: 'U0NOBODY' };

  expect(await stage.platform.belonging(nobody, slack.channel)).toBe('outsider');
});

test('somebody of another workspace is an outsider in a channel that both share, where Slack calls nobody a stranger', async () => {
  const eve = slack.identity('eve');
  slack.front.describe(eve.user, { team_id: eve.workspace, is_stranger: false });

  expect(await stage.platform.belonging(eve, slack.channel)).toBe('outsider');
});

test('is asked each time', async () => {
  expect([await ask({}), await ask({ is_restricted: true }), await ask({})]).toEqual(['member', 'guest', 'member']);
});
