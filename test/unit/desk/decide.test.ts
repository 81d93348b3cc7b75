import { describe, expect, test } from 'vitest';
import { bindingDigest } from '../../../src/desk/binding.ts';
import { type Decided, type Decision, decide } from '../../../src/desk/decide.ts';
import type { Approval } from '../../../src/domain/approval.ts';
import type { Identity, Person, Role } from '../../../src/domain/person.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import { noLog } from '../../../src/lib/log.ts';
import type { Runs } from '../../../src/runs/port.ts';
import { createApprovals } from '../../../src/store/approvals.ts';
import type { Pool } from '../../../src/store/pool.ts';
import { oneApprover, sampleApproval } from '../../contracts/card-samples.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';

/** Enough for what is rare to come up; two cores do them in seconds. */
const ROUNDS = 500;

const someone = (id: string, roles: Role[] = ['approver']): Person => ({
  id,
  name: id,
  account: `${id}@contoso.com`,
  identities: [{ platform: 'slack', workspace: 'T1', user: id }],
  roles: { contoso: roles },
});
const slackOf = ({ id: user }: Person): Identity => ({ platform: 'slack', workspace: 'T1', user });
const sam = someone('sam');
const kim = someone('kim');
const lee = someone('lee');

describeWithDatabase('deciding', () => {
  let pool: Pool;
  let people: Person[] = [];
  let told: { readonly topic: string; readonly message: unknown }[] = [];
  let count = 0;

  inFreshDatabase((fresh) => {
    pool = fresh;
  });

  const parts = () => ({
    pool,
    approvals: createApprovals(pool),
    roster: async () => ({ customers: [], people }),
    runs: (): Runs<Ticket> => ({
      start: async () => {},
      tell: async (_run, topic, message) => void told.push({ topic, message }),
      stop: async () => {},
    }),
    log: noLog,
  });

  /** A question to Sam, Kim and Lee. */
  async function asked(demands: Partial<Approval['demands']> = {}, differently: Partial<Approval> = {}) {
    count += 1;
    people = [sam, kim, lee];
    told = [];
    const approvals = createApprovals(pool);
    const { cards: _, state: __, votes: ___, ...sample } = sampleApproval('pending', (usually) => usually);
    const bound = {
      ...sample,
      demands: { ...oneApprover, ...demands },
      expiresAt: await approvals.expiryIn('15m', pool),
      ...differently,
    };
    const id = `MSP-${count}:approve`;
    return approvals.ask({ ...bound, id, approverIds: ['sam', 'kim', 'lee'], digest: bindingDigest(bound) });
  }

  const says = (by: Person, { id, digest }: Approval, differently: Partial<Decision> = {}): Promise<Decided> =>
    decide(
      { approvalId: id, digest, verdict: 'approved', by, through: slackOf(by), surface: 'slack', ...differently },
      parts(),
    );
  const now = async ({ id }: Approval) => createApprovals(pool).read(id);
  const linesOf = async ({ id }: Approval) => {
    const { rows } = await pool.query<{ action: string; facts: Record<string, unknown> }>(
      `select action, facts from app.audit where facts->>'approval' = $1 order by seq`,
      [id],
    );
    return rows;
  };

  describe('by two people', () => {
    test('takes two, and the record says who they were', async () => {
      const question = await asked({ approvers: 2 });

      expect(await says(sam, question)).toMatchObject({ outcome: 'voted' });
      expect(await now(question)).toMatchObject({
        state: 'pending',
        votes: [{ by: { id: 'sam' }, roles: ['approver'] }],
      });
      expect(told).toEqual([]);

      expect(await says(kim, question)).toMatchObject({ outcome: 'decided', approval: { state: 'approved' } });
      expect(told).toHaveLength(1);
      expect((await linesOf(question)).map(({ action, facts }) => [action, facts.by, facts.voters])).toEqual([
        ['approval.voted', 'sam', ['sam']],
        ['approval.approved', 'kim', ['sam', 'kim']],
      ]);
    });

    test('is not done by one who says it twice', async () => {
      const question = await asked({ approvers: 2 });

      await Promise.all([says(sam, question), says(sam, question), says(sam, question, { surface: 'teams' })]);

      expect(await now(question)).toMatchObject({ state: 'pending', votes: [{ by: { id: 'sam' } }] });
    });

    test('is not done by one human under two entries', async () => {
      const question = await asked({ approvers: 2 });
      people = [sam, { ...kim, identities: sam.identities }, lee];

      await says(sam, question);

      expect(await says(people[1] ?? kim, question)).toMatchObject({ outcome: 'voted' });
      expect(await now(question)).toMatchObject({ state: 'pending' });
    });

    test.each<[string, Person[]]>([
      ['has lost the role since', [someone('sam', ['technician']), kim, lee]],
      ['has left since', [kim, lee]],
    ])('does not count one who %s', async (_, later) => {
      const question = await asked({ approvers: 2 });
      await says(sam, question);
      people = later;

      expect(await says(kim, question)).toMatchObject({
        outcome: 'voted',
        approval: { votes: [{ by: { id: 'kim' } }] },
      });
      expect(await now(question)).toMatchObject({ state: 'pending' });
      expect(await says(lee, question)).toMatchObject({ outcome: 'decided' });
    });

    test('ends with one who says no', async () => {
      const question = await asked({ approvers: 2 });
      await says(sam, question);

      expect(await says(kim, question, { verdict: 'denied', reason: 'not now' })).toMatchObject({
        outcome: 'decided',
        approval: { state: 'denied', reason: 'not now' },
      });
      expect(await says(lee, question)).toMatchObject({ outcome: 'too-late' });
    });
  });

  describe('at the same time', () => {
    /** One chat after the other. */
    const on = (turn: number) => ({ surface: ['slack', 'teams', 'terminal'][turn % 3] ?? '' });

    test(`a yes and a no on any two chats are one of both, ${ROUNDS} times`, { timeout: 120_000 }, async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const question = await asked({}, { risk: 'change' });

        const answers = await Promise.all([
          says(sam, question, on(round)),
          says(kim, question, { verdict: 'denied', ...on(Math.floor(round / 3)) }),
        ]);

        expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['decided', 'too-late']);
        expect(told).toHaveLength(1);
        const winner = answers.find(({ outcome }) => outcome === 'decided');
        expect(await now(question)).toEqual(winner && 'approval' in winner ? winner.approval : undefined);
      }
    });

    test('three people who are asked for two are two, and the third comes too late', async () => {
      for (let round = 0; round < 20; round++) {
        const question = await asked({ approvers: 2 }, { risk: 'change' });

        const answers = await Promise.all([sam, kim, lee].map((by) => says(by, question)));

        expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['decided', 'too-late', 'voted']);
        expect((await now(question))?.votes).toHaveLength(2);
        expect(told).toHaveLength(1);
      }
    });
  });

  describe('by asking for changes', () => {
    test('ends it with what is wanted, which is told to the run and recorded', async () => {
      const question = await asked({ approvers: 2 }, { changeable: true });
      await says(kim, question);

      const answer = await says(sam, question, { verdict: 'changes-requested', reason: 'E3 is enough' });

      expect(answer).toMatchObject({ outcome: 'decided', approval: { state: 'void', decidedBy: { id: 'sam' } } });
      expect(await now(question)).toMatchObject({ state: 'void', reason: 'E3 is enough' });
      expect(told).toEqual([{ topic: question.id, message: { verdict: 'changes-requested' } }]);
      expect((await linesOf(question)).map(({ action, facts }) => [action, facts.by])).toEqual([
        ['approval.voted', 'kim'],
        ['approval.changes-requested', 'sam'],
      ]);
      expect(await says(lee, question)).toMatchObject({ outcome: 'too-late' });
    });

    test.each<[string, Partial<Decision>, Partial<Approval>, string]>([
      ['nothing is wanted', {}, { changeable: true }, 'say-what'],
      ['nothing can be changed', { reason: 'E3' }, { changeable: false }, 'unchangeable'],
      ['it is not said that something can', { reason: 'E3' }, {}, 'unchangeable'],
    ])('changes nothing where %s', async (_, differently, approval, outcome) => {
      const question = await asked({}, approval);

      const answer = await says(sam, question, { verdict: 'changes-requested', ...differently });

      expect(answer).toMatchObject({ outcome });
      expect(await now(question)).toMatchObject({ state: 'pending' });
      expect(told).toEqual([]);
    });

    test('is for those who may approve', async () => {
      const question = await asked({}, { changeable: true });
      people = [someone('sam', ['technician']), kim];

      const answer = await says(people[0] ?? sam, question, { verdict: 'changes-requested', reason: 'E3' });

      expect(answer).toMatchObject({ outcome: 'refused', why: 'outsider' });
      expect(await now(question)).toMatchObject({ state: 'pending' });
    });

    test('or approving, at the same time, it is one of both', async () => {
      for (let round = 0; round < 20; round++) {
        const question = await asked({}, { risk: 'change', changeable: true });

        const answers = await Promise.all([
          says(sam, question),
          says(kim, question, { verdict: 'changes-requested', reason: 'E3' }),
        ]);

        expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['decided', 'too-late']);
        expect(told).toHaveLength(1);
      }
    });
  });

  describe('where the target has to be typed', () => {
    test('counts only with its exact name', async () => {
      const question = await asked({ typed: true });

      expect(await says(sam, question)).toMatchObject({ outcome: 'type-it', why: 'demanded' });
      for (const typed of ['ada', 'ada@contoso.example.org', '', ' '])
        expect(await says(sam, question, { typed })).toMatchObject({ outcome: 'type-it', why: 'mistyped' });
      expect(await now(question)).toMatchObject({ state: 'pending', votes: [] });

      expect(await says(sam, question, { typed: ' ADA@contoso.example ' })).toMatchObject({ outcome: 'decided' });
    });

    test('a no needs no typing', async () => {
      const question = await asked({ typed: true });

      expect(await says(sam, question, { verdict: 'denied' })).toMatchObject({ outcome: 'decided' });
    });
  });

  test('an account that was linked lately approves nothing sensitive, and may still say no', async () => {
    const question = await asked();
    const lately = { ...sam, identities: [{ ...slackOf(sam), proven: 'lately' as const }] };

    expect(await says(lately, question)).toMatchObject({ outcome: 'refused', why: 'too-new' });
    expect(await now(question)).toMatchObject({ state: 'pending', votes: [] });
    expect(await says(lately, question, { verdict: 'denied' })).toMatchObject({ outcome: 'decided' });
  });

  test('the sixth of what is sensitive within a minute has to be typed, by whoever is so fast', async () => {
    const mia = someone('mia');
    const quick = async () => {
      const question = await asked();
      people = [sam, kim, lee, mia];
      await pool.query(
        `update app.approval set approval = jsonb_set(approval, '{approverIds}', '["mia","kim"]') where id = $1`,
        [question.id],
      );
      return question;
    };
    for (let index = 0; index < 5; index++)
      expect(await says(mia, await quick())).toMatchObject({ outcome: 'decided' });

    const sixth = await quick();

    expect(await says(mia, sixth)).toMatchObject({ outcome: 'type-it', why: 'streak' });
    expect(await now(sixth)).toMatchObject({ state: 'pending' });
    expect(await says(mia, sixth, { typed: 'ada@contoso.example' })).toMatchObject({ outcome: 'decided' });
  });

  test.each<[string, string, unknown]>([
    ['the digest', '{digest}', 'f'.repeat(64)],
    ['how many must approve', '{demands,approvers}', 0],
    ['who may not', '{demands,not}', []],
    ['the target', '{target,value}', 'eve@contoso.example'],
    ['a value', '{calls,0,values,0,value}', 'eve@contoso.example'],
    ['what it rests on', '{rests}', { 'steps.find-roles.privileged': false }],
    ['the policy', '{policy,version}', '0'.repeat(64)],
    ['the time there is', '{expiresAt}', '2099-01-01T00:00:00.000Z'],
  ])('decides nothing once somebody has changed %s in the database', async (_, path, value) => {
    const question = await asked({ approvers: 2 });
    await pool.query('update app.approval set approval = jsonb_set(approval, $2, $3) where id = $1', [
      question.id,
      path,
      JSON.stringify(value),
    ]);

    const answer = await says(sam, question);

    expect(answer).toMatchObject({ outcome: 'refused', why: 'changed' });
    expect(await now(question)).toMatchObject({ state: 'pending', votes: [] });
  });
});
