import { expect, test } from 'vitest';
import type { KnownBelonging } from '../../../src/desk/caller.ts';
import { rosterToday } from '../../../src/desk/voters-today.ts';
import type { Approval } from '../../../src/domain/approval.ts';
import type { Identity, Person } from '../../../src/domain/person.ts';
import { sampleApproval } from '../../contracts/card-samples.ts';
import { audienceOn, createChat } from './a-chat.ts';

const roles = { contoso: ['approver'] as const };
const onSlack = (user: string): Identity => ({ platform: 'slack', workspace: 'T1', user });
const sam: Person = { id: 'sam', name: 'Sam', identities: [onSlack('sam')], roles };
const kim: Person = { id: 'kim', name: 'Kim', identities: [onSlack('kim')], roles };

test.each<[string, KnownBelonging, object]>([
  ['is a member still', 'member', roles],
  ['is a guest by now', 'guest', {}],
  ['belongs to others by now', 'outsider', {}],
  ['has closed their account', 'gone', {}],
  ['is on a chat that does not answer', 'unknown', roles],
])('whoever approved and %s', async (_, belonging, left) => {
  expect(await rolesToday([sam], { sam: belonging })).toEqual([left]);
});

test('whoever did not vote is not looked up', async () => {
  expect(await rolesToday([sam, kim], { sam: 'member', kim: 'guest' })).toEqual([roles, roles]);
});

test('with two accounts on that chat it takes one that is a member', async () => {
  const twice = { ...sam, identities: [onSlack('sam'), onSlack('sam-2')] };

  expect(await rolesToday([twice], { sam: 'gone', 'sam-2': 'member' })).toEqual([roles]);
  expect(await rolesToday([twice], { sam: 'gone', 'sam-2': 'guest' })).toEqual([{}]);
});

test('another chat says nothing about where they voted', async () => {
  const elsewhere = { ...sam, identities: [{ ...onSlack('sam'), platform: 'teams' }] };

  expect(await rolesToday([elsewhere], { sam: 'gone' })).toEqual([roles]);
});

test('on a list, whose cards are its pages, it is no other', async () => {
  expect(await rolesToday([sam], { sam: 'member' }, { onList: true })).toEqual([roles]);
  expect(await rolesToday([sam], { sam: 'guest' }, { onList: true })).toEqual([{}]);
});

test('a workspace where it was shown to nobody says nothing either', async () => {
  const other = { ...sam, identities: [{ ...onSlack('sam'), workspace: 'T2' }] };

  expect(await rolesToday([other], { sam: 'gone' })).toEqual([roles]);
});

/** What is left to each of them, after Sam voted on Slack. */
async function rolesToday(
  people: readonly Person[],
  belongings: Record<string, KnownBelonging>,
  { onList = false } = {},
): Promise<object[]> {
  const { platform } = createChat('slack');
  const chat = {
    ...platform,
    async belonging({ user }: Identity) {
      const found = belongings[user];
      if (found === undefined || found === 'unknown') throw new Error('Slack does not answer');
      return found;
    },
  };
  const vote = {
    by: { id: 'sam', name: 'Sam' },
    roles: ['approver' as const],
    surface: 'slack',
    at: '2026-11-23T04:00:00.000Z',
  };
  const place = { platform: 'slack', workspace: 'T1', channel: 'desk' };
  const cards = [{ place, message: '1' }];
  const approval: Approval = {
    ...sampleApproval('approved', (usually) => usually),
    ...{ votes: [vote], cards: onList ? [] : cards },
    ...(onList && { batch: { id: 'batch-1', position: 1, phrase: 'ada@contoso.com' } }),
  };
  const { people: today } = await rosterToday('approval-1', {
    ...audienceOn([], { customers: [], people }),
    platforms: new Map([['slack', chat]]),
    approvals: { read: async () => approval },
    batches: { pages: async () => new Map(onList ? [[1, cards]] : []) },
  });
  return today.map((person) => person.roles);
}
