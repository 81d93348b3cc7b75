import { beforeEach, describe, expect, test } from 'vitest';
import { kept } from '../../../src/lib/one-time-code.ts';
import { createChallenges, type Tried } from '../../../src/store/challenges.ts';
import { inTransaction, type Pool } from '../../../src/store/pool.ts';
import { createVerifications } from '../../../src/store/verifications.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';

describeWithDatabase('a challenge', () => {
  let pool: Pool;
  let count = 0;
  let id = '';
  inFreshDatabase((fresh) => {
    pool = fresh;
  });

  const open = (code = '482913', within: '10m' | '0ms' = '10m') =>
    createChallenges(pool).open({ id, verificationId: `v${count}`, way: 'code', answererId: 'tess' }, kept(code), {
      within,
      attempts: 5,
    });
  const tries = (typed: string): Promise<Tried> =>
    inTransaction(pool, (client) => createChallenges(pool).try(client, id, typed));

  beforeEach(async () => {
    count += 1;
    id = `v${count}:1`;
    await createVerifications(pool).begin({
      ...{ id: `v${count}`, runId: `MSP-${count}`, ticketId: `MSP-${count}`, customerId: 'contoso' },
      account: 'ada@contoso.com',
      what: 'Reset the password',
      requester: { id: 'otto', name: 'Otto Berg', identities: [], roles: {} },
    });
  });

  test('is answered by its code, once', async () => {
    await open();

    expect([await tries('111111'), await tries('482 913'), await tries('482913')]).toEqual([
      'wrong',
      'right',
      'closed',
    ]);
  });

  test('is over after the last try, and the right code comes too late', async () => {
    await open();
    const tried = [];
    for (let one = 1; one <= 6; one += 1) tried.push(await tries(one === 6 ? '482913' : '000000'));

    expect(tried).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'spent', 'closed']);
  });

  test('is over after its time, by the clock of the database', async () => {
    await open('482913', '0ms');

    expect(await tries('482913')).toBe('closed');
  });

  test('gives nobody more tries, however many are made at once', async () => {
    await open();

    const tried = await Promise.all(Array.from({ length: 20 }, () => tries('000000')));

    expect(tried.filter((one) => one !== 'closed').sort()).toEqual(['spent', 'wrong', 'wrong', 'wrong', 'wrong']);
  });

  test('opened again after a crash has another code and no try more', async () => {
    await open();
    await tries('000000');
    await open('777777');

    const tried = [await tries('482913'), await tries('1'), await tries('2'), await tries('3')];

    expect(tried).toEqual(['wrong', 'wrong', 'wrong', 'spent']);
  });

  test('opened again when it is over stays over', async () => {
    await open();
    await inTransaction(pool, (client) => createChallenges(pool).refuse(client, id));
    await open();

    expect(await tries('482913')).toBe('closed');
  });

  test('is answered by no code of another one', async () => {
    await open();
    const mine = id;
    id = `v${count}:2`;
    await open('555555');

    expect(await tries('482913')).toBe('wrong');
    id = mine;
    expect(await tries('482913')).toBe('right');
  });

  describe('and its code', () => {
    test('stands nowhere in the database', async () => {
      await open();

      const { rows } = await pool.query('select challenge::text as text from app.challenge');

      expect(rows.filter(({ text }) => text.includes('482913'))).toEqual([]);
    });
  });
});
