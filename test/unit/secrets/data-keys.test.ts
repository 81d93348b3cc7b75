import { randomBytes } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { createDataKeys } from '../../../src/secrets/data-keys.ts';
import { type MasterKey, masterKey } from '../../../src/secrets/master-key.ts';
import { seal } from '../../../src/secrets/seal.ts';
import { createVault } from '../../../src/secrets/vault.ts';
import { customerKeys } from '../../../src/store/customer-keys.ts';
import type { Pool } from '../../../src/store/pool.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';

const current = masterKey(randomBytes(32));
const keys = { current, earlier: [] };

/** A master key that says how often it was asked to unwrap. */
function counted(): MasterKey & { asked: number } {
  const counting = {
    ...current,
    asked: 0,
    unwrap: (...given: Parameters<MasterKey['unwrap']>) => {
      counting.asked += 1;
      return current.unwrap(...given);
    },
  };
  return counting;
}

describeWithDatabase('the key of a customer', () => {
  let pool: Pool;
  let customer: string;
  let count = 0;
  inFreshDatabase((fresh) => {
    pool = fresh;
  });
  beforeEach(() => {
    count += 1;
    customer = `contoso-${count}`;
  });
  const secretFor = (vault: ReturnType<typeof createVault>, reference = 'MSP-1:reset') =>
    vault.forCall({ customerId: customer, reference }).password();

  test('is one, however many replicas need it first at the same moment', async () => {
    const replicas = Array.from({ length: 8 }, () => createDataKeys({ pool, keys }));

    const made = await Promise.all(replicas.map((replica) => replica.toSeal(customer)));

    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(new Set(made.map(({ key }) => key.export().toString('hex'))).size).toBe(1);
    expect((await customerKeys.all(pool)).filter(({ customerId }) => customerId === customer)).toHaveLength(1);
  });

  test('is its own, and lies there wrapped', async () => {
    const dataKeys = createDataKeys({ pool, keys });
    const ours = await dataKeys.toSeal(customer);
    const theirs = await dataKeys.toSeal(`${customer}-other`);

    expect(ours.key.equals(theirs.key)).toBe(false);
    const { rows } = await pool.query('select row_to_json(k)::text as row from app.customer_key as k');
    const written = JSON.stringify(rows);
    for (const form of ['hex', 'base64', 'base64url'] as const)
      expect(written).not.toContain(ours.key.export().toString(form).slice(0, 40));
  });

  test('is unwrapped once in ten minutes, and asked for again after that', async () => {
    const master = counted();
    let now = 0;
    const vault = createVault({ pool, key: master, now: () => now });
    const { sealed } = await secretFor(vault);
    expect(master.asked).toBe(1);

    now = 10 * 60_000 - 1;
    await vault.open(sealed, customer);
    expect(master.asked).toBe(1);

    now = 10 * 60_000;
    await vault.open(sealed, customer);
    expect(master.asked).toBe(2);
  });

  test('opens nothing any more once it is deleted, also where it was just used', async () => {
    const vault = createVault({ pool, key: current });
    const { sealed } = await secretFor(vault);

    await customerKeys.shred(pool, customer);

    await expect(vault.open(sealed, customer)).rejects.toMatchObject({ kind: 'shredded' });
  });

  test('is not replaced by another one when its master key is missing', async () => {
    await secretFor(createVault({ pool, key: current }));
    const misled = createVault({ pool, key: masterKey(randomBytes(32)) });

    await expect(secretFor(misled, 'MSP-2:reset')).rejects.toMatchObject({ kind: 'otherKey' });
    await expect(secretFor(misled, 'MSP-2:reset')).rejects.toThrow('MSP_PREVIOUS_KEYS');
  });

  test('is unwrapped by a master key from before, as long as that one is named', async () => {
    const { value, sealed } = await secretFor(createVault({ pool, key: current }));

    const vault = createVault({ pool, key: masterKey(randomBytes(32)), earlierKeys: [current] });

    expect(await vault.open(sealed, customer)).toBe(value);
  });

  test.each([
    ['another customer', (mine: string, theirs: string) => [theirs, mine]],
    ['another one of its own', (mine: string) => [mine, mine]],
  ])('does not unwrap in the place of that of %s', async (_, customersOf) => {
    const dataKeys = createDataKeys({ pool, keys });
    const [theirs = '', mine = ''] = customersOf(customer, `${customer}-other`);
    const other = await dataKeys.toSeal(theirs);
    await customerKeys.retire(pool, other.id);
    const { id } = await dataKeys.toSeal(mine);
    await pool.query(
      'update app.customer_key set wrapped = (select wrapped from app.customer_key where id = $1) where id = $2',
      [other.id, id],
    );

    await expect(createDataKeys({ pool, keys }).toSeal(mine)).rejects.toMatchObject({ kind: 'tampered' });
  });

  test('that is another customer’s is not even looked at', async () => {
    const dataKeys = createDataKeys({ pool, keys });
    const key = await dataKeys.toSeal(`${customer}-other`);
    const from = { customerId: customer, owner: 'MSP-1:reset', field: 'password' };

    await expect(dataKeys.open(seal('hunter2', from, key), from)).rejects.toMatchObject({ kind: 'tampered' });
  });
});
