import { expect, test } from 'vitest';
import type { Pressed } from '../../../src/chat/event.ts';
import { showCode } from '../../../src/desk/show-code.ts';
import type { Person } from '../../../src/domain/person.ts';
import { unlinkedPerson } from '../../../src/domain/roster.ts';
import type { CodeShown } from '../../../src/secrets/codes.ts';
import { audienceOn, createChat } from './a-chat.ts';

const until = new Date('2026-11-23T14:32:00Z');
const about = { customerId: 'contoso', runId: 'MSP-1', recipientId: 'ada', codeHolderId: 'ada', title: 'A password' };
const theCode: CodeShown = { state: 'shown', code: '042917', about, until };

test('whoever may have the code is shown it alone, in the chat where they pressed the button', async () => {
  const { answer, asked, read } = await pressed('ada', theCode);

  expect(answer).toMatchObject({ tone: 'done', text: expect.not.stringContaining('042') });
  expect(asked).toEqual(['h1 for ada']);
  expect(read('ada-on-slack')).toEqual([expect.stringMatching(/^Your code is 042 917\. Type it[\s\S]*14:32 UTC/)]);
  expect(read('ada-on-teams')).toEqual([]);
});

test('whoever reads it out is told to whom', async () => {
  const { read } = await pressed('kim', { ...theCode, about: { ...about, codeHolderId: 'kim' } });

  expect(read('kim-on-slack')).toEqual([expect.stringContaining('Read it out to Ada Lovelace, and to nobody else.')]);
});

test.each([
  ['somebody else', 'not-theirs', 'for somebody else'],
  ['one who comes after it was opened', 'opened', 'opened already'],
  ['one who comes too late', 'expired', 'no longer valid'],
  ['one who guessed', 'blocked', 'Too many wrong codes'],
  ['one who asks for what never was', 'unknown', 'do not know this link'],
] as const)('%s is refused, and told why', async (_, state, words) => {
  const { answer, read } = await pressed('ada', { state });

  expect(answer).toMatchObject({ tone: 'refused', text: expect.stringContaining(words) });
  expect(read('ada-on-slack')).toEqual([]);
});

test('whoever linked that chat today is shown none there', async () => {
  const newly: Person = { ...person('ada', 'Ada Lovelace'), identities: [{ ...identity('ada'), proven: 'lately' }] };

  const { answer, asked } = await pressed(newly, theCode);

  expect(answer).toMatchObject({ tone: 'refused', text: expect.stringContaining('less than a day ago') });
  expect(asked).toEqual([]);
});

test('somebody whom nobody knows is not even asked about', async () => {
  const { answer, asked } = await pressed(unlinkedPerson(identity('eve'), 'Ada Lovelace'), theCode);

  expect(answer.tone).toBe('refused');
  expect(asked).toEqual([]);
});

async function pressed(who: string | Person, shown: CodeShown) {
  const chats = [createChat('slack'), createChat('teams')];
  const people = [person('ada', 'Ada Lovelace'), person('kim', 'Kim Diaz')];
  const by = typeof who === 'string' ? people.find(({ id }) => id === who) : who;
  if (!by) throw new Error(`Nobody is called ${String(who)}`);
  const asked: string[] = [];
  const parts = {
    ...audienceOn(chats, { customers: [], people }),
    handovers: {
      obstacle: undefined,
      offer: async () => ({ state: 'unknown' }) as const,
      async showCode(id: string, person: string) {
        asked.push(`${id} for ${person}`);
        return shown;
      },
    },
  };
  const place = { platform: 'slack', workspace: 'T1', channel: 'D1' };
  const event: Pressed = {
    ...{ kind: 'pressed', id: '1', at: '2026-11-23T14:20:00.000Z', place, on: { place, message: '1' } },
    ...{ verb: 'show-code', data: { handover: 'h1' }, fields: {} },
    from: { ...identity(by.id), shownName: by.name },
  };
  const answer = await showCode(event, by, parts);
  const read = (where: string) => chats.flatMap((chat) => chat.read(where));
  return { answer, asked, read };
}

function identity(user: string, platform = 'slack') {
  return { platform, workspace: 'T1', user: `${user}-on-${platform}` };
}

function person(id: string, name: string): Person {
  return { id, name, identities: [identity(id, 'teams'), identity(id)], roles: {} };
}
