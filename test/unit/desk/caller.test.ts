import { expect, test } from 'vitest';
import { belongingOf, callerOf } from '../../../src/desk/caller.ts';
import type { Belonging } from '../../../src/domain/belonging.ts';
import { hasRole, type Person, type Role } from '../../../src/domain/person.ts';
import { audienceOn, createChat } from './a-chat.ts';

const place = { platform: 'slack', workspace: 'T1', channel: 'help' };
const from = { platform: 'slack', workspace: 'T1', user: 'sam', shownName: 'Sam' };

/** Sam with these roles, on a chat that says this of him, and how often it was asked. */
function sam(roles: Person['roles'], says: () => Promise<Belonging>) {
  let asked = 0;
  const { platform } = createChat('slack');
  const belonging = () => {
    asked += 1;
    return says();
  };
  const { shownName, ...identity } = from;
  const person: Person = { id: 'sam', name: 'Sam', identities: [identity], roles };
  const audience = audienceOn([], { customers: [], people: [person] });
  const parts = { ...audience, platforms: new Map([['slack', { ...platform, belonging }]]) };
  return { parts, caller: () => callerOf({ from, place }, parts), asked: () => asked };
}
const approver: Record<string, Role[]> = { contoso: ['approver'] };

test('whoever is a member has their roles', async () => {
  expect(hasRole(await sam(approver, async () => 'member').caller(), 'approver', 'contoso')).toBe(true);
});

test.each<[string, () => Promise<Belonging>]>([
  ['a guest', async () => 'guest'],
  ['an outsider', async () => 'outsider'],
  ['a bot', async () => 'bot'],
  ['somebody who is gone', async () => 'gone'],
  ['somebody whom the chat can not look up', () => Promise.reject(new Error('Slack is away'))],
])('%s has none, and is still the same person', async (_, says) => {
  const caller = await sam(approver, says).caller();

  expect(caller).toMatchObject({ id: 'sam', through: { user: 'sam' } });
  expect(caller.roles).toEqual({});
});

test('is asked about each time, and never about somebody who may only ask', async () => {
  const member = sam(approver, async () => 'member');
  const requester = sam({ contoso: ['requester'], fabrikam: [] }, async () => 'member');

  await member.caller();
  await member.caller();
  await requester.caller();

  expect([member.asked(), requester.asked()]).toEqual([2, 0]);
});

test('a chat that never answers says nothing, and so does one that is not connected', async () => {
  const { parts } = sam(approver, () => new Promise(() => {}));

  expect(await belongingOf(from, place, parts, 1)).toBe('unknown');
  expect(await belongingOf(from, { ...place, platform: 'teams' }, parts)).toBe('unknown');
});
