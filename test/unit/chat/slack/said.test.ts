import { describe, expect, test } from 'vitest';
import { command, directMessage, mention } from '../../../../src/chat/slack/said.ts';
import { commanded, mentioned, wroteDirectly } from '../../../fakes/slack/payloads.ts';

const ada = { user: 'U0ADA', name: 'ada', team: 'T0CONTOSO' };
const eve = { user: 'U0EVE', name: 'eve', team: 'T0FABRIKAM' };
const written = {
  sender: ada,
  team: 'T0CONTOSO',
  channel: 'C0HELP',
  ts: '1795396967.000001',
  text: '<@U0MSPDESK> hello',
  isShared: false,
};

describe('a mention', () => {
  test('is answered in a thread below it, or in the thread it stands in', () => {
    expect(said(written)?.place.thread).toBe('1795396967.000001');
    expect(said({ ...written, thread: '1795000000.000001' })?.place.thread).toBe('1795000000.000001');
  });

  test.each([
    ['<@U0MSPDESK> hello', 'hello'],
    [' <@U0MSPDESK|msp>: hello <@U0KIM>', 'hello @U0KIM'],
    ['<@U0KIM> and <@U0MSPDESK> hello', '@U0KIM and @U0MSPDESK hello'],
    ['<@U0MSPDESK>', ''],
  ])('%s loses the mention of the bot it begins with, and no other', (text, expected) => {
    expect(said({ ...written, text })?.text).toBe(expected);
  });

  test('says when it was written', () => {
    expect(said(written)?.at).toBe('2026-11-23T01:22:47.000Z');
  });
});

describe('a direct message', () => {
  test('is answered below it, but in its thread if it stands in one', () => {
    expect(directly(written)?.place).toEqual({ platform: 'slack', workspace: 'T0CONTOSO', channel: 'C0HELP' });
    expect(directly({ ...written, thread: '1795000000.000001' })?.place.thread).toBe('1795000000.000001');
  });

  test('is one only in a conversation of two', () => {
    expect(directly({ ...written, more: { channel_type: 'channel' } })).toBeUndefined();
  });

  test('may carry a picture', () => {
    expect(directly({ ...written, text: 'see this', more: { subtype: 'file_share', files: [{}] } })?.text).toBe(
      'see this',
    );
  });
});

test.each([
  ['another bot', { bot_id: 'B0OTHER' }],
  ['a bot of the old kind', { subtype: 'bot_message', bot_id: 'B0OTHER' }],
  ['the bot itself', { user: 'U0MSPDESK' }],
  ['Slack', { user: 'USLACKBOT' }],
  ['nobody', { user: undefined }],
  ['an edit', { subtype: 'message_changed' }],
  ['somebody who corrected their words', { edited: { user: 'U0ADA', ts: '1.2' } }],
  ['a deletion', { subtype: 'message_deleted' }],
  ['somebody who joined', { subtype: 'channel_join' }],
])('what comes from %s is not heard', (_, more) => {
  expect(said({ ...written, more })).toBeUndefined();
  expect(directly({ ...written, more: { channel_type: 'im', ...more } })).toBeUndefined();
});

describe('a command', () => {
  test('keeps what was typed behind it, is answered in the channel, and remembers who gave it', () => {
    const now = new Date('2026-11-23T10:00:00Z');
    const heard = command(
      form(commanded(ada, 'C0HELP', 'reset-password  <mailto:ada@contoso.com|ada@contoso.com>')),
      now,
    );

    expect(heard).toMatchObject({
      text: '/msp reset-password  ada@contoso.com',
      at: '2026-11-23T10:00:00.000Z',
      place: { channel: 'C0HELP', reference: { asker: 'U0ADA' } },
      from: { workspace: 'T0CONTOSO', user: 'U0ADA', shownName: 'ada' },
    });
    expect(heard.place.thread).toBeUndefined();
    expect(command(form(commanded(ada, 'C0HELP', '')), now).text).toBe('/msp');
  });
});

describe('the home of somebody who writes', () => {
  const homes: [string, object, string | undefined][] = [
    ['their own workspace, where theirs is ours', { ...written, isShared: true }, 'T0CONTOSO'],
    ['their own workspace, where theirs is another', { ...written, sender: eve, isShared: true }, 'T0FABRIKAM'],
    ['ours, in a channel that is ours alone', { ...written }, 'T0CONTOSO'],
    [
      'ours, in a channel that is ours alone, though nothing is said',
      { ...written, more: { team: undefined } },
      'T0CONTOSO',
    ],
    [
      'not known, where `team` alone speaks for it in a shared channel',
      sharedWith({ user_team: undefined, source_team: undefined }),
      'unknown-to-T0CONTOSO',
    ],
    ['another, if one of several hints says so', sharedWith({ source_team: 'T0FABRIKAM' }), 'T0FABRIKAM'],
    ['another, if the profile says so', sharedWith({ user_profile: { team: 'T0FABRIKAM' } }), 'T0FABRIKAM'],
    [
      'another, if even `team` says so',
      sharedWith({ user_team: undefined, source_team: undefined, team: 'T0FABRIKAM' }),
      'T0FABRIKAM',
    ],
  ];

  test.each(homes)('is %s', (_, delivery, home) => {
    const heard = said({ ...written, ...delivery });

    expect(heard?.from.workspace).toBe(home);
    expect(heard?.place.workspace).toBe('T0CONTOSO');
  });

  test('is not known while Slack does not say whether the channel is shared', () => {
    const { is_ext_shared_channel: _, ...body } = JSON.parse(mentioned(written).body);

    expect(mention(body)?.from.workspace).toBe('unknown-to-T0CONTOSO');
  });

  function sharedWith(more: object) {
    return { ...written, isShared: true, more };
  }
});

function said(given: Parameters<typeof mentioned>[0]) {
  return mention(JSON.parse(mentioned(given).body));
}

function directly(given: Parameters<typeof wroteDirectly>[0]) {
  return directMessage(JSON.parse(wroteDirectly(given).body));
}

function form({ body }: { body: string }) {
  return Object.fromEntries(new URLSearchParams(body));
}
