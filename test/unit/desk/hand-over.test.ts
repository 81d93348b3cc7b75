import { beforeEach, expect, test } from 'vitest';
import { answerHandOver } from '../../../src/desk/answer-hand-over.ts';
import { bindingDigest } from '../../../src/desk/binding.ts';
import { handOver } from '../../../src/desk/hand-over.ts';
import type { DeskParts } from '../../../src/desk/parts.ts';
import type { Approval } from '../../../src/domain/approval.ts';
import type { Person, Role } from '../../../src/domain/person.ts';
import { createApprovals } from '../../../src/store/approvals.ts';
import { inTransaction, type Pool } from '../../../src/store/pool.ts';
import { oneApprover, sampleApproval } from '../../contracts/card-samples.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';
import { audienceOn, type Chat, createChat } from './a-chat.ts';

const someone = (id: string, roles: Role[] = ['approver']): Person => ({
  id,
  name: id.toUpperCase(),
  account: `${id}@contoso.com`,
  identities: [{ platform: 'slack', workspace: 'T1', user: id }],
  roles: { contoso: roles },
});
const sam = someone('sam');
const kim = someone('kim');
const lee = someone('lee');

describeWithDatabase('handing an approval over', () => {
  let pool: Pool;
  let chat: Chat;
  let people: Person[];
  let count = 0;

  inFreshDatabase((fresh) => {
    pool = fresh;
  });
  beforeEach(() => {
    chat = createChat('slack');
    people = [sam, kim, lee];
    count += 1;
  });

  /** A question to Sam, Kim and Lee. */
  async function asked(): Promise<Approval> {
    const approvals = createApprovals(pool);
    const { cards: _, state: __, votes: ___, ...sample } = sampleApproval('pending', (usually) => usually);
    const bound = { ...sample, demands: oneApprover, expiresAt: await approvals.expiryIn('15m', pool) };
    const approverIds = ['sam', 'kim', 'lee'];
    return approvals.ask({ ...bound, id: `MSP-${count}:approve`, approverIds, digest: bindingDigest(bound) });
  }

  /** `meanwhile` happens while the one it goes to is told. */
  async function hands(approval: Approval, toId: string, by = sam, meanwhile = async () => {}) {
    const { platforms, log } = audienceOn([chat]);
    const [slack] = [...platforms.values()];
    if (!slack) throw new Error('There is no chat');
    const telling = {
      ...slack,
      direct: async (...told: Parameters<typeof slack.direct>) => {
        await meanwhile();
        return slack.direct(...told);
      },
    };
    const roster = async () => ({ customers: [], people });
    const parts = { pool, log, roster, platforms: new Map([['slack', telling]]), approvals: createApprovals(pool) };
    const asked = (await parts.approvals.read(approval.id)) ?? approval;
    const handing = { toId, by, surface: 'slack', seen: () => approval.digest };
    const desk = parts as Partial<DeskParts> as DeskParts;
    const [handed] = await handOver([asked], { approvals: [asked] }, handing, desk);
    return handed;
  }

  const now = ({ id }: Approval) => createApprovals(pool).read(id);
  const lines = async ({ id }: Approval) =>
    (
      await pool.query(`select action, facts->>'to' as to from app.audit where facts->>'approval' = $1 order by seq`, [
        id,
      ])
    ).rows;

  test('tells whom it goes to, and writes down who had whom decide', async () => {
    const approval = await asked();

    expect(await hands(approval, 'kim')).toMatchObject({ outcome: 'handed-over' });

    expect(chat.read('kim')).toHaveLength(1);
    expect(await now(approval)).toMatchObject({
      handedTo: { to: { id: 'kim' }, by: { id: 'sam' } },
      cards: [{ place: { channel: 'kim' } }],
    });
    expect(await lines(approval)).toEqual([{ action: 'approval.handed-over', to: 'kim' }]);
  });

  test('to the same one again is nothing new, and back and forth is written down each time', async () => {
    const approval = await asked();
    await hands(approval, 'kim');

    expect(await hands(approval, 'kim')).toMatchObject({ outcome: 'handed-over' });
    expect(chat.read('kim')).toHaveLength(1);

    await hands(approval, 'sam', kim);
    await hands(approval, 'kim');
    await hands(approval, 'sam', kim);
    expect((await lines(approval)).map(({ to }) => to)).toEqual(['kim', 'sam', 'kim', 'sam']);
  });

  test('goes to nobody who can not be reached', async () => {
    const approval = await asked();
    chat.refuse(1, false);

    expect(await hands(approval, 'kim')).toMatchObject({ outcome: 'not-reached' });

    expect(await now(approval)).not.toHaveProperty('handedTo.to');
    expect(await lines(approval)).toEqual([]);
  });

  test('goes to nobody who has said yes already', async () => {
    const approval = await asked();
    const vote = { by: { id: 'kim', name: 'KIM' }, roles: ['approver' as const], surface: 'slack' };
    await inTransaction(pool, (client) => createApprovals(pool).vote(client, approval.id, vote));

    expect(await hands(approval, 'kim')).toMatchObject({ outcome: 'not-them' });
  });

  test('goes to nobody who is the same human', async () => {
    const approval = await asked();
    people = [sam, { ...kim, identities: sam.identities }, lee];

    expect(await hands(approval, 'kim')).toMatchObject({ outcome: 'not-them' });
    expect(chat.read('sam')).toEqual([]);
  });

  test('comes too late once it is decided, also meanwhile, and then their card says so', async () => {
    const approval = await asked();
    const by = { id: 'lee', name: 'LEE' };
    const denied = () =>
      inTransaction(pool, async (client) => {
        await createApprovals(pool).end(client, approval.id, { state: 'denied', by });
      });

    expect(await hands(approval, 'kim', sam, denied)).toMatchObject({ outcome: 'too-late' });
    expect(chat.read('kim')).toEqual([expect.stringContaining('Denied by LEE')]);

    expect(await hands(approval, 'kim')).toMatchObject({ outcome: 'too-late' });
    expect(chat.read('kim')).toHaveLength(1);
    expect(await lines(approval)).toEqual([]);
  });

  test('is not done with what was changed behind our back, also meanwhile', async () => {
    const approval = await asked();
    const changed = async () => {
      await pool.query(
        `update app.approval set approval = jsonb_set(approval, '{target,value}', '"eve"') where id = $1`,
        [approval.id],
      );
    };

    expect(await hands(approval, 'kim', sam, changed)).toMatchObject({ outcome: 'refused', why: 'changed' });
    expect(await hands(approval, 'kim')).toMatchObject({ outcome: 'refused', why: 'changed' });

    expect(await lines(approval)).toEqual([]);
  });

  test('is not done with what nobody asked', async () => {
    const from = { platform: 'slack', workspace: 'T1', user: 'sam', shownName: 'Sam' };
    const place = { platform: 'slack', workspace: 'T1', channel: 'sam' };
    const pressed = {
      ...{ kind: 'pressed' as const, id: 'p', at: new Date(0).toISOString(), place, from, on: { place, message: 'm' } },
      ...{ verb: 'hand-over', data: { approval: 'nothing' }, fields: { colleague: 'kim' } },
    };
    const parts = { approvals: createApprovals(pool) } as Partial<DeskParts> as DeskParts;

    const answer = await answerHandOver(pressed, { ...sam, through: from }, parts);

    expect(answer).toMatchObject({ tone: 'refused', text: expect.stringContaining('I do not know this request') });
  });
});
