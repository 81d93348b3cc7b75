import { beforeEach, expect, test } from 'vitest';
import { connectors } from '../../../src/connectors/all.ts';
import { createRegistry } from '../../../src/connectors/registry.ts';
import { answerFuse } from '../../../src/desk/answer-fuse.ts';
import { createBoards } from '../../../src/desk/boards.ts';
import { Customer } from '../../../src/domain/customer.ts';
import type { Person, Role } from '../../../src/domain/person.ts';
import { unlinkedPerson } from '../../../src/domain/roster.ts';
import { createFuses } from '../../../src/store/fuses.ts';
import { createPleas } from '../../../src/store/pleas.ts';
import { inTransaction, type Pool } from '../../../src/store/pool.ts';
import { createTickets } from '../../../src/store/tickets.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';
import { audienceOn } from './a-chat.ts';

const place = { platform: 'slack', workspace: 'T1', channel: 'desk' };
const customer = Customer.parse({ id: 'contoso', name: 'Contoso', chats: [place], desk: [] });
const onSlack = (user: string) => ({ platform: 'slack', workspace: 'T1', user });
const someone = (id: string, ...roles: Role[]): Person => ({
  ...{ id, name: id, roles: { contoso: roles } },
  identities: [onSlack(id)],
});
const [sam, kim, ada] = [someone('sam', 'approver'), someone('kim', 'admin'), someone('ada', 'approver')];
const [tess, otto] = [someone('tess', 'technician'), someone('otto')];
const onTeams = { ...sam, identities: [{ ...onSlack('sam'), platform: 'teams' }] };

describeWithDatabase('changes that were paused', () => {
  let pool: Pool;
  let id = '';
  inFreshDatabase((fresh) => {
    pool = fresh;
  });
  beforeEach(async () => {
    await pool.query('truncate app.fuse, app.fuse_waiting');
    await wait(ada);
  });

  /** A fuse has blown, and a change that this person asked for waits for it. */
  async function wait(requester: Person): Promise<void> {
    const paused = { ticketId: 'MSP-1', title: 'Assign the licence', target: 'ada@contoso.com', requester };
    const about = { customerId: 'contoso', limits: { most: 20, within: '10m' as const }, runId: 'MSP-1' };
    await inTransaction(pool, async (client) => {
      const known = await createFuses(pool).blown(client, 'contoso');
      const fuse = known ?? (await createFuses(pool).blow(client, about, '60m'));
      await createFuses(pool).join(client, fuse.id, { effectKey: `MSP-1:${requester.id}`, runId: 'MSP-1', paused });
      id = fuse.id;
    });
  }

  async function answers(state: 'released' | 'stopped', by: Person) {
    const [through = onSlack(by.id)] = by.identities;
    const event = {
      ...{ kind: 'pressed' as const, id: 'p', at: new Date(0).toISOString(), verb: 'v', data: { fuse: id }, place },
      ...{ fields: {}, on: { place, message: '1' }, from: { ...through, shownName: '' } },
    };
    const parts = {
      ...audienceOn([], { customers: [customer], people: [sam, kim, ada, tess, otto] }),
      ...{ pool, fuses: createFuses(pool), pleas: createPleas(pool), tickets: createTickets(pool) },
      ...{ registry: createRegistry({ connectors, demo: { pause: async () => {} } }), boards: createBoards() },
      runs: () => ({ async start() {}, async tell() {}, async stop() {} }),
    };
    const { text, aside } = await answerFuse(state, event, { ...by, through, belonging: 'member' }, parts);
    return { text, asks: aside !== undefined, state: (await createFuses(pool).read(id))?.state };
  }

  test.each([sam, kim])('go on when $id says so, who may and asked for none of them', async (by) => {
    expect((await answers('released', by)).state).toBe('released');
  });

  test.each<[string, Person, RegExp]>([
    ['a technician', tess, /^Only approvers and admins/],
    ['somebody without a role', otto, /^Only approvers and admins/],
    ['an approver of another customer', { ...sam, roles: { fabrikam: ['approver'] } }, /^Only approvers and admins/],
    ['an approver who asked for one of them', ada, /^You asked for one of these yourself/],
    [
      'an approver on an account that was linked today',
      { ...sam, identities: [{ ...onSlack('sam'), proven: 'lately' }] },
      /less than a day ago/,
    ],
  ])('do not go on for %s, who hears who can decide it', async (_, by, why) => {
    const { text, asks, state } = await answers('released', by);

    expect(text).toMatch(why);
    expect([asks, state]).toEqual([true, 'blown']);
  });

  test('do not go on for an approver who may be whoever asked, unlinked, on another chat', async () => {
    await wait(unlinkedPerson(onSlack('somebody'), 'Somebody'));

    expect((await answers('released', onTeams)).text).toContain('I can not tell that it was not you');
    expect((await answers('released', sam)).state).toBe('released');
  });

  test('are stopped by an approver also on an account that was linked today', async () => {
    const newly: Person = { ...sam, identities: [{ ...onSlack('sam'), proven: 'lately' }] };

    expect((await answers('stopped', newly)).state).toBe('stopped');
  });

  test('are decided once', async () => {
    await answers('stopped', kim);

    expect(await answers('released', sam)).toMatchObject({
      text: expect.stringMatching(/decided already/),
      state: 'stopped',
    });
  });
});
