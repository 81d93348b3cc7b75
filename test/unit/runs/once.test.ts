import { beforeEach, describe, expect, test } from 'vitest';
import type { Evidence } from '../../../src/domain/evidence.ts';
import { type Intent, NotCarriedOut, Unsure } from '../../../src/runs/intent.ts';
import { once } from '../../../src/runs/once.ts';
import { createEffects } from '../../../src/store/effects.ts';
import { inTransaction, type Pool, type PoolClient } from '../../../src/store/pool.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';

describeWithDatabase('a call that must not happen twice', () => {
  let pool: Pool;
  let audit: string[];
  let calls: number;
  let count = 0;
  let intent: Intent;

  inFreshDatabase((fresh) => {
    pool = fresh;
  });
  beforeEach(() => {
    audit = [];
    calls = 0;
    count += 1;
    intent = {
      key: `MSP-${count}:reset`,
      runId: `MSP-${count}`,
      customerId: 'contoso',
      operation: 'graph.resetPassword',
      input: { userId: 'ada' },
      repeatable: false,
      withinMs: 0,
    };
  });

  const allowed = async (_client: PoolClient) => {};
  const blind = async (): Promise<Evidence> => 'unknown';
  const doOnce = (
    call: () => Promise<unknown>,
    { permit = allowed, beforeRepeat = async () => {}, lookFor = blind, ...differently }: Partial<Intent & Around> = {},
  ) =>
    once(
      { ...intent, ...differently },
      {
        pool,
        effects: createEffects(pool),
        ...{ permit, beforeRepeat },
        lookFor,
        record: async (_client, _intent, { became }) => void audit.push(became),
      },
      () => {
        calls += 1;
        return call();
      },
    );
  const effect = () => createEffects(pool).read(intent.key);
  const settledAs = (happened: boolean) =>
    inTransaction(pool, (client) =>
      createEffects(pool).settle(client, intent.key, happened, { id: 't', name: 'Tess' }),
    );

  /** A life that ends in the middle of its call: nothing of what comes after it is ever written. */
  async function diesWhileCalling(differently: Partial<Intent> = {}): Promise<void> {
    const isCalling = Promise.withResolvers<void>();
    void doOnce(() => {
      isCalling.resolve();
      return new Promise(() => {});
    }, differently);
    await isCalling.promise;
  }

  test('is written down before it is made, and its result after it', async () => {
    let before: string | undefined;

    const answer = await doOnce(async () => {
      before = `${(await effect())?.state}, ${audit}`;
      return { password: 'sealed:1' };
    });

    expect(answer).toEqual({ password: 'sealed:1' });
    expect(before).toBe('started, intended');
    expect(await effect()).toMatchObject({ state: 'done', attempt: 1, result: { password: 'sealed:1' } });
    expect(audit).toEqual(['intended', 'done']);
  });

  test('is not made again when it is done, and answers the same', async () => {
    await doOnce(async () => ({ number: 7 }));

    expect(await doOnce(async () => ({ number: 8 }))).toEqual({ number: 7 });
    expect(calls).toBe(1);
  });

  test('is not made when its intent can not be written down', async () => {
    const failing = doOnce(async () => 'made', { key: 'x\u0000' });

    await expect(failing).rejects.toThrow();
    expect(calls).toBe(0);
  });

  test('is not made without permission, and leaves no trace of an intent', async () => {
    const refused = doOnce(async () => 'made', { permit: refuses });

    await expect(refused).rejects.toThrow('not approved');
    expect(calls).toBe(0);
    expect(await effect()).toBeUndefined();
    expect(audit).toEqual([]);
  });

  test('keeps an answer that a database would refuse', async () => {
    await doOnce(async () => ({ note: 'half\u0000 \ud800' }));

    expect(await effect()).toMatchObject({ state: 'done', result: { note: 'half\uFFFD \uFFFD' } });
  });

  test('that failed for certain may be made again', async () => {
    const first = doOnce(async () => {
      throw Object.assign(new Error('too many requests'), { definite: true });
    });
    await expect(first).rejects.toThrow('too many requests');
    expect(await effect()).toMatchObject({ state: 'failed', error: 'too many requests' });

    expect(await doOnce(async () => 'made')).toBe('made');
    expect(await effect()).toMatchObject({ state: 'done', attempt: 2 });
    expect(audit).toEqual(['intended', 'failed', 'intended', 'done']);
  });

  describe.each([false, 'same-input', true] as const)('with repeatable %s', (repeatable) => {
    test('that failed without saying for certain that nothing was changed is a doubt, never a failure', async () => {
      const cut = new Error('socket hang up');

      const failure = await doOnce(() => Promise.reject(cut), { repeatable }).catch((error: unknown) => error);

      expect(failure).toBeInstanceOf(Unsure);
      expect(failure).toMatchObject({ unsure: true, effect: intent.key, cause: cut });
      expect(await effect()).toMatchObject({ state: 'unsure', attempt: 1 });
      expect(audit).toEqual(['intended', 'unsure']);
    });

    test('that is not definite in so many words is a doubt', async () => {
      for (const definite of ['true', 1, {}, undefined]) {
        intent = { ...intent, key: `${intent.key}+` };
        const unclear = doOnce(() => Promise.reject(Object.assign(new Error('?'), { definite })), { repeatable });
        await expect(unclear).rejects.toBeInstanceOf(Unsure);
      }
    });
  });

  test.each([
    { repeatable: true, input: { userId: 'ada' } },
    { repeatable: true, input: { userId: 'eve' } },
    { repeatable: 'same-input', input: { userId: 'ada' } },
  ] as const)('cut off by a crash, it is made again where that does no harm: $repeatable, $input', async (again) => {
    await diesWhileCalling(again.repeatable === true ? { repeatable: true } : { repeatable: again.repeatable });

    expect(await doOnce(async () => 'made', again)).toBe('made');
    expect(await effect()).toMatchObject({ state: 'done', attempt: 2 });
  });

  test.each([
    { repeatable: false, input: { userId: 'ada' } },
    { repeatable: 'same-input', input: { userId: 'eve' } },
  ] as const)('cut off by a crash, it is otherwise a doubt: $repeatable, $input', async (again) => {
    await diesWhileCalling();

    await expect(doOnce(async () => 'made', again)).rejects.toBeInstanceOf(Unsure);
    await expect(doOnce(async () => 'made', again)).rejects.toBeInstanceOf(Unsure);
    expect(calls).toBe(1);
    expect(await effect()).toMatchObject({ state: 'unsure', attempt: 1 });
    expect(audit).toEqual(['intended', 'unsure']);
  });

  test('a repeat that a look speaks against leaves a doubt too', async () => {
    await diesWhileCalling({ repeatable: true });
    const differs = async () => {
      throw Object.assign(new Error('The account is another one'), { definite: true });
    };

    const refused = doOnce(async () => 'made', { repeatable: true, beforeRepeat: differs });

    await expect(refused).rejects.toBeInstanceOf(Unsure);
    expect(calls).toBe(1);
  });

  test('a repeat that is not permitted any more leaves a doubt: the first call may have been carried out', async () => {
    await diesWhileCalling({ repeatable: true });

    const refused = doOnce(async () => 'made', { repeatable: true, permit: refuses });

    await expect(refused).rejects.toBeInstanceOf(Unsure);
    expect(calls).toBe(1);
    expect(await effect()).toMatchObject({ state: 'unsure', attempt: 1 });
  });

  test('what is done needs no permission to be known', async () => {
    await doOnce(async () => 'made');

    expect(await doOnce(async () => 'again', { permit: refuses })).toBe('made');
  });

  test('begun by ten at the same time, it is made once, and the others wait for its answer', async () => {
    const lives = Array.from({ length: 10 }, () => doOnce(async () => ({ by: calls }), { withinMs: 1_000 }));

    const answers = await Promise.all(lives);

    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"by":1}']));
    expect(calls).toBe(1);
    expect(audit).toEqual(['intended', 'done']);
  });

  test('taken over by ten at the same time, it is repeated once', async () => {
    await diesWhileCalling({ repeatable: true });
    const effects = createEffects(pool);

    const begun = await Promise.all(
      Array.from({ length: 10 }, () =>
        inTransaction(pool, (client) => effects.begin(client, { ...intent, inputDigest: 'd' }, 0, 1)),
      ),
    );

    expect(begun.flatMap((one) => one?.attempt ?? [])).toEqual([2]);
  });

  test('a call that was thought dead does not end the one that was begun after it', async () => {
    const late = Promise.withResolvers<string>();
    const isCalling = Promise.withResolvers<void>();
    const first = doOnce(
      () => {
        isCalling.resolve();
        return late.promise;
      },
      { repeatable: true },
    );
    await isCalling.promise;
    const second = Promise.withResolvers<string>();
    const isCallingAgain = Promise.withResolvers<void>();
    const again = doOnce(
      () => {
        isCallingAgain.resolve();
        return second.promise;
      },
      { repeatable: true },
    );
    await isCallingAgain.promise;

    late.resolve('late');
    await first;
    expect(await effect()).toMatchObject({ state: 'started', attempt: 2 });
    second.resolve('in time');
    await again;

    expect(await effect()).toMatchObject({ state: 'done', attempt: 2, result: 'in time' });
    expect(audit).toEqual(['intended', 'intended', 'done']);
  });

  test('that somebody saw happen is not made again', async () => {
    await diesWhileCalling();
    await expect(doOnce(async () => 'made')).rejects.toBeInstanceOf(Unsure);

    expect(await settledAs(true)).toBe(true);

    expect(await doOnce(async () => 'made')).toBeNull();
    expect(calls).toBe(1);
  });

  test('that somebody saw not happen is not made behind their back', async () => {
    await diesWhileCalling({ repeatable: true });
    await expect(doOnce(async () => 'made')).rejects.toBeInstanceOf(Unsure);

    expect(await settledAs(false)).toBe(true);

    await expect(doOnce(async () => 'made', { repeatable: true })).rejects.toThrow('Tess said');
    expect(calls).toBe(1);
  });

  test('a doubt is settled once, also by ten at the same time', async () => {
    await diesWhileCalling();
    await expect(doOnce(async () => 'made')).rejects.toBeInstanceOf(Unsure);

    const settled = await Promise.all(Array.from({ length: 10 }, (_, index) => settledAs(index % 2 === 0)));

    expect(settled.filter(Boolean)).toHaveLength(1);
  });

  test('that broke off and is found to have happened is done, with what was found', async () => {
    const answer = await doOnce(breaksOff, { lookFor: async () => ({ output: { number: 'INC7' } }) });

    expect(answer).toEqual({ number: 'INC7' });
    expect(await effect()).toMatchObject({ state: 'done', result: { number: 'INC7' } });
    expect(audit).toEqual(['intended', 'done']);
  });

  test('that broke off and is found not to have happened has failed for certain', async () => {
    const failure = await doOnce(breaksOff, { lookFor: async () => 'absent' }).catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(NotCarriedOut);
    expect(failure).toMatchObject({ definite: true, message: expect.stringContaining('nothing was changed') });
    expect(await effect()).toMatchObject({ state: 'failed' });
    expect(audit).toEqual(['intended', 'failed']);
  });

  test('is looked for once more when nothing of it can be on its way any more', async () => {
    const looks: number[] = [];
    const lookFor = async (): Promise<Evidence> => {
      looks.push((await effect())?.waitMs ?? 0);
      return looks.length === 1 ? 'absent' : { output: 'late' };
    };

    const answer = await doOnce(breaksOff, { lookFor, withinMs: 150 });

    expect(answer).toBe('late');
    expect(looks).toEqual([expect.any(Number), 0]);
    expect(looks[0]).toBeGreaterThan(0);
  });

  test('stays in doubt when looking fails too', async () => {
    await expect(doOnce(breaksOff, { lookFor: breaksOff })).rejects.toBeInstanceOf(Unsure);

    expect(await effect()).toMatchObject({ state: 'unsure' });
  });

  test('that an earlier life made and did not write down is found and not made again', async () => {
    await diesWhileCalling();

    const answer = await doOnce(async () => 'made', { lookFor: async () => ({ output: 'found' }) });

    expect(answer).toBe('found');
    expect(calls).toBe(1);
    expect(await effect()).toMatchObject({ state: 'done', attempt: 1, result: 'found' });
  });

  test('that an earlier life surely did not make is made, also if it must not happen twice', async () => {
    await diesWhileCalling();

    const answer = await doOnce(async () => 'made', { lookFor: async () => 'absent' });

    expect(answer).toBe('made');
    expect(await effect()).toMatchObject({ state: 'done', attempt: 2 });
  });

  test('that surely was not made and may not be made any more has failed, without a doubt', async () => {
    await diesWhileCalling();

    await expect(doOnce(async () => 'made', { permit: refuses, lookFor: async () => 'absent' })).rejects.toThrow(
      'not approved',
    );

    expect(await effect()).toMatchObject({ state: 'failed' });
    expect(calls).toBe(1);
  });

  test('what is not in doubt can not be settled', async () => {
    await doOnce(async () => 'made');

    expect(await settledAs(false)).toBe(false);
    expect(await effect()).toMatchObject({ state: 'done', settledBy: null });
  });
});

interface Around {
  readonly permit: (client: PoolClient) => Promise<void>;
  readonly beforeRepeat: () => Promise<void>;
  readonly lookFor: () => Promise<Evidence>;
}

async function breaksOff(): Promise<never> {
  throw new Error('connection reset');
}

async function refuses(): Promise<void> {
  throw Object.assign(new Error('not approved'), { definite: true });
}
