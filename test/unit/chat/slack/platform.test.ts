import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ChatError } from '../../../../src/chat/platform.ts';
import { type Stage, setStage } from '../../../contracts/platforms/stage.ts';
import { sees } from '../../../fakes/chat.ts';
import { createWritingEars } from '../../../fakes/ears.ts';
import { type SlackChat, startSlack } from '../../../fakes/slack.ts';

let slack: SlackChat;
let stage: Stage;

beforeEach(async () => {
  slack = await startSlack();
  stage = await setStage(slack);
});
afterEach(() => stage.stop());

describe('where an answer lands', () => {
  test('the answer to a mention is in its thread', async () => {
    await slack.says('ada', 'my printer is broken');
    const [said] = await stage.ears.said(1);
    if (!said) throw new Error('Nothing was said');

    const ref = await stage.platform.post(said.place, { text: 'I am on it.' });

    expect(ref.place.thread).toBe(said.place.thread);
    expect(lastAsked('chat.postMessage').get('thread_ts')).toBe(said.place.thread);
  });

  test('the answer to a command in a room the bot can not enter goes to who gave it', async () => {
    const place = { ...slack.channel, channel: 'C0SECRET', reference: { asker: slack.identity('sam').user } };

    await stage.platform.post(place, { text: 'Here is the help.' });

    expect((await sees(slack, 'sam', 'Here is the help.')).where).toBe('direct');
    expect((await slack.seenBy('kim')).map(({ text }) => text)).not.toContain('Here is the help.');
  });

  test('a room the bot can not enter is a failure when nobody asked from there', async () => {
    const failure = stage.platform.post({ ...slack.channel, channel: 'C0SECRET' }, { text: 'Hello.' });

    await expect(failure).rejects.toMatchObject({ name: 'ChatError', passing: false });
  });

  test('a whisper in a conversation of two is a plain line of it', async () => {
    await slack.whispersToBot('ada', 'hello');
    const [said] = await stage.ears.said(1);
    if (!said) throw new Error('Nothing was said');

    await stage.platform.whisper(said.place, slack.identity('ada'), { text: 'Only you can see this.' });

    expect((await sees(slack, 'ada', 'Only you can see this.')).where).toBe('direct');
  });

  test('a whisper in a conversation of two with somebody else is not heard there', async () => {
    await slack.whispersToBot('ada', 'hello');
    const [said] = await stage.ears.said(1);
    if (!said) throw new Error('Nothing was said');

    await stage.platform.whisper(said.place, slack.identity('kim'), { text: 'For Kim only.' });

    await sees(slack, 'kim', 'For Kim only.');
    expect((await slack.seenBy('ada')).map(({ text }) => text)).not.toContain('For Kim only.');
  });

  test('a whisper to somebody who is not in the room reaches them directly', async () => {
    const elsewhere = { ...slack.channel, channel: 'C0SECRET' };

    await stage.platform.whisper(elsewhere, slack.identity('kim'), { text: 'For Kim only.' });

    expect((await sees(slack, 'kim', 'For Kim only.')).where).toBe('direct');
  });
});

test('Slack is asked to find no mentions, links or previews in what is said', async () => {
  await stage.platform.post(slack.channel, { text: '<!channel> & https://evil.example' });

  const asked = Object.fromEntries(lastAsked('chat.postMessage'));
  expect(asked).toMatchObject({ link_names: 'false', parse: 'none', unfurl_links: 'false', unfurl_media: 'false' });
  expect(asked.text).toBe('&lt;!channel&gt; &amp; https://evil.example');
});

describe('a Slack that is unwell', () => {
  test('a rate limit is waited for, and the message is said once', async () => {
    slack.front.answerNext('chat.postMessage', { status: 429, headers: { 'retry-after': '1' } });

    await stage.platform.post(slack.channel, { text: 'Said after all.' });

    const seen = (await slack.seenBy('ada')).filter(({ text }) => text === 'Said after all.');
    expect(seen).toHaveLength(1);
  });

  test.each([
    ['a long rate limit', { status: 429, headers: { 'retry-after': '3600' } }, true],
    ['a rate limit without an end', { status: 429 }, true],
    ['a fault of Slack', { status: 503 }, true],
    ['an inner fault of Slack', { status: 200, body: { ok: false, error: 'internal_error' } }, true],
    ['words that are no JSON', { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' }, true],
    ['a message Slack does not take', { status: 200, body: { ok: false, error: 'invalid_blocks' } }, false],
    ['a token that was taken away', { status: 200, body: { ok: false, error: 'token_revoked' } }, false],
  ])('%s is told to the caller, and whether it may pass', async (_, answer, passing) => {
    slack.front.answerNext('chat.postMessage', answer);

    await expect(stage.platform.post(slack.channel, { text: 'Hello.' })).rejects.toMatchObject({
      name: 'ChatError',
      passing,
    });
    expect(slack.front.asked.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1);
  });

  test('a Slack that is gone is told as something that may pass', async () => {
    await slack.front.stop();

    const failure = await stage.platform.post(slack.channel, { text: 'Hello.' }).catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(ChatError);
    expect(failure).toMatchObject({ passing: true });
  });

  test('a token that is wrong is told to the people who run the desk', async () => {
    const fresh = await startSlack();
    const told = Promise.withResolvers<string>();
    const log = { info() {}, warn() {}, error: told.resolve };
    fresh.front.answerNext('auth.test', { status: 200, body: { ok: false, error: 'invalid_auth' } });
    const connection = fresh.connect({ ears: createWritingEars(), log });

    await connection.start();

    expect(await told.promise).toBe('slack.tokenRefused');
    await connection.stop();
    await fresh.stop();
  });
});

function lastAsked(method: string): URLSearchParams {
  const body = slack.front.asked.findLast((asked) => asked.method === method)?.body;
  if (!body) throw new Error(`Nobody asked for ${method}`);
  return body;
}
