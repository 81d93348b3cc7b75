import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ChatError } from '../../../../src/chat/platform.ts';
import type { Reference } from '../../../../src/chat/teams/activity.ts';
import { sees } from '../../../fakes/chat.ts';
import { activity } from '../../../fakes/teams/activities.ts';
import { contoso } from '../../../fakes/teams/cast.ts';
import { setTeamsStage, type TeamsStage } from './stage.ts';

let stage: TeamsStage;

beforeEach(async () => {
  stage = await setTeamsStage();
});

afterEach(() => stage.stop());

const hello = { text: 'hello' };

async function failureOf(work: Promise<unknown>): Promise<ChatError> {
  const error = await work.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (error instanceof ChatError) return error;
  throw new Error(`Expected a ChatError, got ${String(error)}`);
}

describe('speaking first', () => {
  test('a reply stands in the thread of what was said', async () => {
    await stage.chat.says('ada', 'my printer is broken');
    const [said] = await stage.ears.said(1);
    if (!said) throw new Error('Nothing was said');

    await stage.platform.post(said.place, hello);

    expect(stage.chat.service.posts.map(({ thread }) => thread)).toEqual([said.place.thread]);
  });

  test('somebody who only wrote in the channel can be written to alone, again and again', async () => {
    await stage.chat.says('kim', 'hello');

    await stage.platform.direct(stage.chat.identity('kim'), hello);
    await stage.platform.direct(stage.chat.identity('kim'), { text: 'hello again' });

    expect(await sees(stage.chat, 'kim', 'hello again')).toMatchObject({ where: 'direct', to: 'kim' });
    expect(stage.chat.service.requests).toBe(3);
  });

  test('somebody who never wrote can be written to, once anybody of their tenant has', async () => {
    await stage.chat.says('ada', 'hello');

    await stage.platform.direct(stage.chat.identity('tess'), hello);

    expect(await sees(stage.chat, 'tess', 'hello')).toMatchObject({ where: 'direct' });
  });

  test('installing the app is enough to be written to', async () => {
    const { service } = stage.chat;
    const from = { who: 'tess' as const, conversation: service.personal('tess'), serviceUrl: service.url };
    await stage.chat.deliver(activity(from, { type: 'installationUpdate', action: 'add' }));

    await stage.platform.direct(stage.chat.identity('tess'), hello);

    expect(service.requests).toBe(1);
    await sees(stage.chat, 'tess', 'hello');
  });

  test('before anybody of a tenant was heard, the refusal says what to do', async () => {
    const failure = await failureOf(stage.platform.direct(stage.chat.identity('tess'), hello));

    expect(failure.passing).toBe(false);
    expect(failure.message).toMatch(/Install the app/);
  });

  test('nobody of another tenant is reached through ours', async () => {
    await stage.chat.says('ada', 'hello');

    const failure = await failureOf(stage.platform.direct(stage.chat.identity('eve'), hello));

    expect(failure.passing).toBe(false);
    expect(stage.chat.service.requests).toBe(0);
  });

  test('without the app, the refusal says what to do', async () => {
    await stage.chat.says('ada', 'hello');
    stage.chat.service.uninstall('tess');

    const failure = await failureOf(stage.platform.direct(stage.chat.identity('tess'), hello));

    expect(failure.passing).toBe(false);
    expect(failure.message).toMatch(/Install the app/);
  });

  test('a place that was written down by hand needs no reference', async () => {
    await stage.chat.says('ada', 'hello');
    const { reference: _, ...place } = stage.chat.channel;

    await stage.platform.post(place, { text: 'a ticket is waiting' });

    await sees(stage.chat, 'kim', 'a ticket is waiting');
  });

  test('a whisper goes to the chat with the bot', async () => {
    await stage.chat.says('otto', 'hello');

    await stage.platform.whisper(stage.chat.channel, stage.chat.identity('otto'), { text: 'only for you' });

    expect((await sees(stage.chat, 'otto', 'only for you')).where).toBe('direct');
  });
});

describe('failures', () => {
  test.each([
    [401, false],
    [403, false],
    [404, false],
    [408, true],
    [412, true],
    [413, false],
    [429, true],
    [500, true],
    [502, true],
    [504, true],
  ])('a refusal with %i is one that may pass: %s; it is tried once', async (status, passing) => {
    stage.chat.service.refuseNext(status);

    const failure = await failureOf(stage.platform.post(stage.chat.channel, hello));

    expect(failure.passing).toBe(passing);
    expect(stage.chat.service.requests).toBe(1);
    expect(stage.chat.service.posts).toEqual([]);
  });

  test('a service that is not there may come back', async () => {
    const failure = await failureOf(stage.platform.post(at('http://127.0.0.1:9/teams/'), hello));

    expect(failure.passing).toBe(true);
  });

  test('a message that is gone can not be rewritten', async () => {
    const failure = await failureOf(stage.platform.update({ place: stage.chat.channel, message: '1' }, hello));

    expect(failure.passing).toBe(false);
  });

  test('without a token nothing is written, and it may pass', async () => {
    const other = await setTeamsStage({
      authority: {
        bearer: async () => {
          throw new Error('Entra is away');
        },
      },
    });

    const failure = await failureOf(other.platform.post(other.chat.channel, hello));

    expect(failure.passing).toBe(true);
    expect(other.chat.service.requests).toBe(0);
    await other.stop();
  });
});

describe('where the bot’s token goes', () => {
  test.each([
    'https://harvest.example/teams/',
    'https://smba.trafficmanager.net.harvest.example/',
    'https://smba.trafficmanager.net@harvest.example/',
    'http://192.168.1.1/teams/',
    'http://169.254.169.254/teams/',
  ])('never to %s', async (serviceUrl) => {
    const failure = await failureOf(stage.platform.post(at(serviceUrl), hello));

    expect(failure.passing).toBe(false);
    expect(failure.message).toMatch(/TEAMS_SERVICE_HOSTS/);
  });

  test('never over plain HTTP where others can reach the bot, even to a place that was once fine', async () => {
    const other = await setTeamsStage({ loopback: false });

    const failure = await failureOf(other.platform.post(other.chat.channel, hello));

    expect(failure.passing).toBe(false);
    expect(other.chat.service.requests).toBe(0);
    await other.stop();
  });
});

function at(serviceUrl: string) {
  const reference: Reference = {
    serviceUrl,
    bot: { id: '28:bot', name: '' },
    conversation: { id: stage.chat.channel.channel, tenantId: contoso, conversationType: 'channel' },
  };
  return { ...stage.chat.channel, reference };
}
