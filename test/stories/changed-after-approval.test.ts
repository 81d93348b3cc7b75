import { afterEach, beforeEach, expect, test } from 'vitest';
import { bindingDigest } from '../../src/desk/binding.ts';
import { Approval } from '../../src/domain/approval.ts';
import type { Person } from '../../src/domain/person.ts';
import { sees } from '../fakes/chat.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { startSlack } from '../fakes/slack.ts';
import { effectsOf, outcomeOf, stateOf } from '../fakes/world.ts';

const application = {
  tenant: '11111111-1111-1111-1111-111111111111',
  clientId: '22222222-2222-2222-2222-222222222222',
  secret: 'env:CONTOSO_GRAPH_SECRET',
};
const WAITING = `select from app.ticket where state = 'waiting for approval'`;
const LOCKED = `select from pg_locks where not granted and relation = 'app.ticket'::regclass`;

describeWithDatabase('what was approved is what runs', () => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await startDesk(startSlack);
  });
  afterEach(() => desk.stop());

  /** Approves a reset, and does something between the decision and the call. */
  async function approvedAnd(meanwhile: () => Promise<unknown>): Promise<void> {
    const { chat, database } = desk;
    await chat.says('ada', 'I forgot my password and can not sign in');
    const card = await sees(chat, 'sam', 'Approval needed');
    // Whoever waits for the table then is at the decision, not still at the question.
    await expect.poll(async () => (await database.query(WAITING)).rowCount).toBe(1);
    const holder = await database.connect();
    await holder.query('begin; lock table app.ticket in access exclusive mode');
    await chat.presses('sam', 'Approve', card);
    await expect.poll(async () => (await database.query(LOCKED)).rowCount).toBe(1);

    await meanwhile();

    await holder.query('rollback');
    holder.release();
  }

  const changeApproval = (path: string, value: unknown) =>
    desk.database.query('update app.approval set approval = jsonb_set(approval, $1, $2)', [
      path,
      JSON.stringify(value),
    ]);

  async function nothingRan(why: string | RegExp = 'so it was not run'): Promise<void> {
    const { chat } = desk;
    const answer = await sees(chat, 'ada', why);
    expect(answer.text).toContain('Nothing was changed');
    await expect.poll(() => outcomeOf(desk, 'forgot my password')).toBe('failed');
    expect(await effectsOf(desk)).toEqual([]);
    const { rows } = await desk.database.query(`select from app.audit where action like 'effect.%'`);
    expect(rows).toEqual([]);
    expect((await chat.seenBy('ada')).some(({ text }) => text.includes('one-time password'))).toBe(false);
  }

  test('it runs when nothing has changed', async () => {
    await approvedAnd(async () => {});

    await sees(desk.chat, 'ada', /Resolved in/);
    expect(await effectsOf(desk)).toEqual([{ operation: 'graph.resetPassword', state: 'done', attempt: 1 }]);
  });

  test('it does not run when whoever approved it is a guest of the chat by then, and is asked anew', async () => {
    const { chat } = desk;

    await approvedAnd(async () => chat.becomes?.('sam', 'guest'));

    const fresh = await sees(chat, 'kim', /Approval needed[\s\S]*Sam Carter may not approve this any more/);
    expect(await effectsOf(desk)).toEqual([]);
    await chat.presses('kim', 'Approve', fresh);
    await sees(chat, 'ada', /Resolved in/);
  });

  test.each<[string, string, unknown]>([
    ['its digest', '{digest}', 'f'.repeat(64)],
    ['its expiry', '{expiresAt}', '2099-01-01T00:00:00.000Z'],
    ['the step it covers', '{calls,0,step}', 'find-user'],
  ])('it does not run when somebody has changed %s in the database', async (_, path, value) => {
    await approvedAnd(() => changeApproval(path, value));

    await nothingRan();
    await sees(desk.chat, 'tess', /Please look at this now, for Contoso[\s\S]*not what was approved/);
  });

  test.each<[string, string]>([
    ['taken back', `update app.approval set state = 'denied'`],
    ['forgotten who gave it', 'delete from app.vote'],
    [
      'put in the requester as the one who gave it',
      `update app.vote set person_id = 'ada', vote = vote || '{"by":{"id":"ada","name":"Ada"}}'`,
    ],
    ['deleted', 'delete from app.vote; delete from app.approval'],
  ])('it does not run when somebody has %s in the database', async (_, statement) => {
    await approvedAnd(() => desk.database.query(statement));

    await nothingRan();
  });

  test('a card that does not show any more what stands in the database decides nothing', async () => {
    const { chat } = desk;
    await chat.says('ada', 'I forgot my password and can not sign in');
    const card = await sees(chat, 'sam', 'Approval needed');
    await changeApproval('{calls,0,values,0,value}', 'eve');

    await chat.presses('sam', 'Approve', card);

    await sees(chat, 'sam', 'This card does not show what would run now');
    expect(await stateOf(desk, 'forgot my password')).toBe('pending');
    expect(await effectsOf(desk)).toEqual([]);
  });

  test('it does not run when somebody has made the approval one of another step, digest and all', async () => {
    await approvedAnd(async () => {
      const { rows } = await desk.database.query<{ approval: unknown }>('select approval from app.approval');
      const { calls, ...rest } = Approval.omit({ cards: true, state: true, votes: true }).parse(rows[0]?.approval);
      const forged = { ...rest, calls: calls.map((call) => ({ ...call, step: 'find-user' })) };
      await desk.database.query('update app.approval set approval = $1', [
        { ...forged, digest: bindingDigest(forged) },
      ]);
    });

    await nothingRan();
  });

  test('it does not run when it is not certain any more who wanted it', async () => {
    await approvedAnd(() => desk.database.query("update app.verification set state = 'failed', proof = null"));

    await sees(desk.chat, 'ada', 'It could not be verified that this is really wanted');
    expect(await effectsOf(desk)).toEqual([]);
  });

  test.each<[string, (person: Person) => Person[]]>([
    ['may not do so any more', (sam) => [{ ...sam, roles: {} }]],
    ['has left', () => []],
  ])('it does not run when whoever approved it %s: somebody else is asked, and told why', async (_, becomes) => {
    const { chat } = desk;
    await approvedAnd(() =>
      desk.changeRoster(({ people, ...rest }) => ({
        ...rest,
        people: people.flatMap((person) => (person.id === 'sam' ? becomes(person) : [person])),
      })),
    );

    const fresh = await sees(chat, 'kim', /Approval needed[\s\S]*Sam Carter may not approve this any more/);
    expect(await effectsOf(desk)).toEqual([]);
    expect((await sees(chat, 'sam', 'No longer valid')).buttons).toEqual([]);
    await chat.presses('kim', 'Approve', fresh);
    await sees(chat, 'ada', /Resolved in/);
    expect(await effectsOf(desk)).toEqual([{ operation: 'graph.resetPassword', state: 'done', attempt: 1 }]);
  });

  test('it does not run for real when nobody can look at what it was approved for as a simulation', async () => {
    await approvedAnd(() =>
      desk.changeRoster(
        ({ customers, ...rest }) => ({
          ...rest,
          customers: customers.map((customer) => ({ ...customer, modes: { graph: 'sandbox' } })),
        }),
        { contoso: { graph: application } },
      ),
    );

    await nothingRan(/This did not work[\s\S]*Microsoft Graph: /);
  });

  test('it does not run for a customer who has gone', async () => {
    await approvedAnd(() =>
      desk.changeRoster(({ people }) => ({
        customers: [],
        people: people.map((person) => ({ ...person, roles: {} })),
      })),
    );

    await expect.poll(() => outcomeOf(desk, 'forgot my password')).toBe('failed');
    expect(await effectsOf(desk)).toEqual([]);
  });
});
