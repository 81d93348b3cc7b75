import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { activity, press } from '../../../fakes/teams/activities.ts';
import { cast, contoso, fabrikam } from '../../../fakes/teams/cast.ts';
import { setTeamsStage, type TeamsStage } from './stage.ts';

let stage: TeamsStage;

beforeEach(async () => {
  stage = await setTeamsStage();
});

afterEach(() => stage.stop());

const from = (who: 'ada' | 'kim' = 'ada') => ({
  who,
  conversation: stage.chat.service.personal(who),
  serviceUrl: stage.chat.service.url,
});
const button = { verb: 'approve', data: { msp: { approval: 'a-1' } } };

describe('messages', () => {
  test('are known by conversation and id, and come from a tenant and an object id', async () => {
    const sent = activity(from(), { type: 'message', text: 'hello' });
    await stage.chat.deliver(sent);

    expect(stage.ears.heard).toEqual([
      {
        kind: 'said',
        id: `${sent.conversation.id}|${sent.id}`,
        at: sent.timestamp,
        place: expect.objectContaining({ platform: 'teams', workspace: contoso, channel: sent.conversation.id }),
        from: { platform: 'teams', workspace: contoso, user: cast.ada.objectId, shownName: 'Ada Martin' },
        text: 'hello',
      },
    ]);
  });

  test('in a channel belong to their thread, and the place survives being written down', async () => {
    await stage.chat.says('ada', 'hello');

    const [said] = await stage.ears.said(1);
    expect(said?.place.channel).not.toContain('messageid');
    expect(said?.place.thread).toMatch(/^\d/);
    expect(JSON.parse(JSON.stringify(said))).toEqual(said);
  });

  test('of a guest in a shared channel belong to the guest’s own tenant', async () => {
    await stage.chat.says('eve', 'hello');

    const [said] = await stage.ears.said(1);
    expect(said?.from.workspace).toBe(fabrikam);
    expect(said?.place.workspace).toBe(contoso);
  });

  test('of somebody whom Entra does not know are ignored, whatever their name', async () => {
    const { aadObjectId: _, ...nobody } = activity(from(), { type: 'message' }).from;

    const response = await stage.chat.deliver(activity(from(), { type: 'message', text: 'hello', from: nobody }));

    expect(response.status).toBe(200);
    expect(stage.ears.heard).toEqual([]);
    expect(stage.logged.at(-1)).toEqual(['teams.message.ignored', '{"reason":"no object id"}']);
  });

  test('without words are heard as such, for a bare mention asks for help', async () => {
    await stage.chat.says('ada', '');

    expect((await stage.ears.said(1))[0]?.text).toBe('');
  });

  test('begin with the app: whoever installs it for themselves has said nothing yet, and asks for help so', async () => {
    await stage.chat.deliver(activity(from(), { type: 'installationUpdate', action: 'add' }));

    expect(await stage.ears.said(1)).toMatchObject([{ text: '', from: { user: cast.ada.objectId } }]);
  });

  test.each(['add-upgrade', 'remove'])('are not what an installation with "%s" is', async (action) => {
    await stage.chat.deliver(activity(from(), { type: 'installationUpdate', action }));

    expect(stage.ears.heard).toEqual([]);
  });

  test('are not what an installation for a team is: nobody asked there', async () => {
    const team = activity(from(), { type: 'installationUpdate', action: 'add' });
    const conversation = { ...team.conversation, conversationType: 'channel' };
    await stage.chat.deliver({ ...team, conversation });

    expect(stage.ears.heard).toEqual([]);
  });

  test('that an old kind of button writes are ignored', async () => {
    const response = await stage.chat.deliver(activity(from(), { type: 'message', value: { approval: 'a-1' } }));

    expect(response.status).toBe(200);
    expect(stage.ears.heard).toEqual([]);
  });

  test('that could not be written down are refused with a failure, so that Teams delivers them again', async () => {
    stage.ears.failOnce();

    const response = await stage.chat.deliver(activity(from(), { type: 'message', text: 'hello' }));

    expect(response.status).toBe(500);
    expect(await response.text()).toBe('');
  });

  test.each([
    ['a kind of chat that is new to us', { conversation: { id: '19:new@thread.v2', conversationType: 'meeting' } }],
    ['empty parts that we can do without', { replyToId: '', timestamp: '', entities: null, channelData: null }],
  ])('with %s are heard all the same', async (_, difference) => {
    await stage.chat.deliver({ ...activity(from(), { type: 'message', text: 'hello' }), ...difference });

    expect(await stage.ears.said(1)).toMatchObject([{ text: 'hello' }]);
  });

  test.each([
    ['an object id', { aadObjectId: '' }],
    ['an id', {}],
  ])('that are empty where %s should be are ignored', async (_, difference) => {
    const sent = activity(from(), { type: 'message', text: 'hello' });
    const id = 'aadObjectId' in difference ? sent.id : '';

    const response = await stage.chat.deliver({ ...sent, id, from: { ...sent.from, ...difference } });

    expect(response.status).toBe(200);
    expect(stage.ears.heard).toEqual([]);
  });

  test('with no time, or with nonsense for one, are heard now', async () => {
    await stage.chat.deliver(activity(from(), { type: 'message', text: 'hello', timestamp: 'noon' }));

    const [said] = await stage.ears.said(1);
    expect(Date.parse(said?.at ?? '')).toBeGreaterThan(Date.now() - 60_000);
  });

  test.each(['typing', 'messageReaction', 'event', 'conversationUpdate', 'installationUpdate', 'somethingNew'])(
    'are not what a %s is; it is taken without a word',
    async (type) => {
      const response = await stage.chat.deliver(activity(from(), { type }));

      expect(response.status).toBe(200);
      expect(stage.ears.heard).toEqual([]);
    },
  );
});

describe('presses', () => {
  test('are told apart from what was typed, even if somebody typed over our data', async () => {
    await stage.chat.deliver(press(from(), '42', button, { approval: 'a-666', reason: 'fine\u202E' }));

    const [pressed] = await stage.ears.pressed(1);
    expect(pressed).toMatchObject({
      verb: 'approve',
      data: { approval: 'a-1' },
      fields: { approval: 'a-666', reason: 'fine' },
      on: { message: '42' },
    });
  });

  test('that Teams makes by itself to refresh a card have no effect', async () => {
    const sent = press(from(), '42', button, {});
    const response = await stage.chat.deliver({ ...sent, value: { ...sent.value, trigger: 'automatic' } });

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
    });
    expect(stage.ears.heard).toEqual([]);
  });

  test('of somebody whom Entra does not know are refused', async () => {
    const { aadObjectId: _, ...nobody } = activity(from(), { type: 'invoke' }).from;

    const response = await stage.chat.deliver({ ...press(from(), '42', button, {}), from: nobody });

    expect(response.status).toBe(400);
    expect(stage.ears.heard).toEqual([]);
  });

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'approve'],
    ['no action', {}],
    ['no data', { action: { type: 'Action.Execute', verb: 'approve' } }],
    ['data that is not ours', { action: { type: 'Action.Execute', verb: 'approve', data: { approval: 'a-1' } } }],
    ['data that is no text', { action: { type: 'Action.Execute', verb: 'approve', data: { msp: { approval: 1 } } } }],
    ['typed things that are no text', { action: { ...button, type: 'Action.Execute', data: { msp: {}, reason: {} } } }],
    ['no verb', { action: { type: 'Action.Execute', data: button.data } }],
    ['an empty verb', { action: { type: 'Action.Execute', verb: '', data: button.data } }],
    ['another kind of action', { action: { ...button, type: 'Action.Submit' } }],
    ['an endless nest', { action: { ...button, type: 'Action.Execute', data: nested(2_000) } }],
  ])('that carry %s are refused in Teams’ own words', async (_, value) => {
    const response = await stage.chat.deliver({ ...press(from(), '42', button, {}), value });

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ statusCode: 400, type: 'application/vnd.microsoft.error' });
    expect(stage.ears.heard).toEqual([]);
  });

  test.each(['task/fetch', 'signin/verifyState', 'composeExtension/query', undefined])(
    'are not what an invoke named %s is; it is refused',
    async (name) => {
      const response = await stage.chat.deliver({ ...press(from(), '42', button, {}), name });

      expect(response.status).toBe(400);
      expect(stage.ears.heard).toEqual([]);
    },
  );

  test('that could not be written down are told so', async () => {
    stage.ears.failOnce();

    const response = await stage.chat.deliver(press(from(), '42', button, {}));

    expect(response.status).toBe(500);
    expect(await response.text()).toBe('');
  });
});

function nested(depth: number): object {
  return depth === 0 ? {} : { msp: nested(depth - 1) };
}
