import { beforeEach, expect, test } from 'vitest';
import { listOf } from '../../../src/desk/batch-list.ts';
import { bindingDigest } from '../../../src/desk/binding.ts';
import { createBoards } from '../../../src/desk/boards.ts';
import { showBatch } from '../../../src/desk/show-batch.ts';
import type { Batch } from '../../../src/domain/batch.ts';
import { Customer } from '../../../src/domain/customer.ts';
import type { Demands } from '../../../src/domain/demands.ts';
import type { Person } from '../../../src/domain/person.ts';
import { createApprovals } from '../../../src/store/approvals.ts';
import { createBatches } from '../../../src/store/batches.ts';
import { inTransaction, type Pool } from '../../../src/store/pool.ts';
import { oneApprover, sampleApproval } from '../../contracts/card-samples.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';
import { audienceOn, type Chat, createChat } from './a-chat.ts';

const place = { platform: 'slack', workspace: 'T1', channel: 'desk' };
const customer = Customer.parse({ id: 'contoso', name: 'Contoso', chats: [], desk: [] });
const sam: Person = {
  ...{ id: 'sam', name: 'Sam', account: 'sam@contoso.com', roles: { contoso: ['approver'] } },
  identities: [{ platform: 'slack', workspace: 'T1', user: 'sam' }],
};
const SIZE = 12;

describeWithDatabase('a list', () => {
  let pool: Pool;
  let batch: Batch;
  let chat: Chat;
  let count = 0;
  inFreshDatabase((fresh) => {
    pool = fresh;
  });

  const { cards: _, state: __, votes: ___, requester, ...sample } = sampleApproval('pending', (usually) => usually);
  beforeEach(async () => {
    count += 1;
    chat = createChat('slack');
    batch = await createBatches(pool).open(`source-${count}`, {
      ...{ customerId: 'contoso', workflow: { name: 'reset-password', title: 'Reset a password' }, requester, place },
      targets: Array.from({ length: SIZE }, (_one, index) => `u${index + 1}@contoso.com`),
    });
  });

  const parts = () => ({
    ...audienceOn([chat], { customers: [customer], people: [sam] }),
    ...{ pool, approvals: createApprovals(pool), batches: createBatches(pool), boards: createBoards() },
    runs: () => ({ start: async () => {}, tell: async () => {}, stop: async () => {} }),
  });

  async function asks(position: number, demands: Partial<Demands> = {}) {
    const bound = {
      ...{ ...sample, requester, demands: { ...oneApprover, ...demands }, step: 'approve' },
      target: { value: `u${position}@contoso.com`, origin: 'typed command' as const },
      batch: { id: batch.id, position, phrase: 'Contoso' },
      expiresAt: await createApprovals(pool).expiryIn('15m', pool),
    };
    const runId = `L${count}-${position}`;
    const asked = { ...bound, id: `${runId}:approve`, runId, approverIds: ['sam'] };
    await createApprovals(pool).ask({ ...asked, digest: bindingDigest(bound) });
  }
  const shows = async (position: number) =>
    showBatch(await listOf(batch, 'approve', parts()), `L${count}-${position}`, parts());
  const pagesShown = async () => [...(await createBatches(pool).pages(batch.id, 'approve')).keys()];

  test('shows a page whose items are asked about long after the others, once', async () => {
    await asks(1);
    await shows(1);
    expect(chat.read('sam')).toHaveLength(1);

    await asks(12);
    await shows(12);
    await asks(11);
    await Promise.all([shows(11), shows(12)]);

    expect(chat.read('sam')).toHaveLength(2);
    expect(await pagesShown()).toEqual([1, 2]);
  });

  test('names only those whose yes counts now', async () => {
    await asks(1, { approvers: 2 });
    const [yes, gone] = ['sam', 'kim'].map((id) => ({
      by: { id, name: id },
      roles: ['approver' as const],
      surface: 'slack',
    }));
    for (const vote of [yes, gone])
      if (vote) await inTransaction(pool, (client) => createApprovals(pool).vote(client, `L${count}-1:approve`, vote));

    await shows(1);

    expect(JSON.stringify(chat.read('sam'))).toContain('open, approved by sam so far');
  });
});
