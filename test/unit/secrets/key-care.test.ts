import { createCipheriv, randomBytes, randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { record } from '../../../src/audit/record.ts';
import { createKeyCare } from '../../../src/secrets/key-care.ts';
import { secretsStatus } from '../../../src/secrets/key-status.ts';
import { type MasterKey, type MasterKeys, masterKey } from '../../../src/secrets/master-key.ts';
import { createVault } from '../../../src/secrets/vault.ts';
import type { Pool } from '../../../src/store/pool.ts';
import { createSecrets } from '../../../src/store/secrets.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';

const old = masterKey(randomBytes(32));
const present = masterKey(randomBytes(32));
const moving: MasterKeys = { current: present, earlier: [old] };
const onlyPresent: MasterKeys = { current: present, earlier: [] };
const never = new AbortController().signal;

describeWithDatabase('the care of keys', () => {
  let pool: Pool;
  inFreshDatabase((fresh) => {
    pool = fresh;
  });
  beforeEach(async () => {
    await pool.query('truncate app.secret, app.customer_key cascade');
  });

  const careOf = (keys: MasterKeys) =>
    createKeyCare({
      pool,
      keys,
      record: (client, line) => record(client, { ...line, onceKey: randomUUID(), actor: 'command line' }),
    });
  const vaultOf = ({ current, earlier }: MasterKeys) => createVault({ pool, key: current, earlierKeys: earlier });
  const before: MasterKeys = { current: old, earlier: [] };
  const secretOf = async (customerId: string, reference: string, keys = before) => ({
    customerId,
    ...(await vaultOf(keys).forCall({ customerId, reference }).password()),
  });
  const opens = async (keys: MasterKeys, secrets: readonly { customerId: string; value: string; sealed: string }[]) => {
    for (const { customerId, value, sealed } of secrets)
      expect(await vaultOf(keys).open(sealed, customerId)).toBe(value);
  };
  const audited = async (action: string) => {
    const { rows } = await pool.query('select facts from app.audit where action = $1 order by seq', [action]);
    return rows.map(({ facts }) => facts);
  };

  /** As the desk sealed before customers had keys of their own. */
  async function sealedLongAgo(customerId: string, owner: string, { sealing }: MasterKey) {
    if (!sealing) throw new Error('It never sealed');
    const [value, nonce] = [`password-${randomUUID()}`, randomBytes(12)];
    const cipher = createCipheriv('aes-256-gcm', sealing.key, nonce);
    cipher.setAAD(Buffer.from(JSON.stringify(['msp1', customerId, owner, 'password'])));
    const bytes = Buffer.concat([cipher.update(value), cipher.final(), cipher.getAuthTag()]);
    const sealed = ['msp1', sealing.id, nonce.toString('base64url'), bytes.toString('base64url')].join('.');
    const id = randomUUID();
    await createSecrets(pool).keep({ id, customerId, owner, field: 'password', sealed });
    return { customerId, value, sealed: `sealed:${id}` };
  }

  test('a new data key seals what comes, and what is there still opens', async () => {
    const first = await secretOf('contoso', 'MSP-1:reset');
    const theirs = await secretOf('fabrikam', 'MSP-2:reset');

    const rotated = await careOf(before).rotate('contoso');
    const second = await secretOf('contoso', 'MSP-3:reset');

    const { customers } = await secretsStatus(pool, before);
    expect(customers.map(({ id, keys }) => [id, keys.map((key) => [key.id, key.isRetired, key.secrets])])).toEqual([
      [
        'contoso',
        [
          [rotated?.to, false, 1],
          [rotated?.from, true, 1],
        ],
      ],
      ['fabrikam', [[expect.any(String), false, 1]]],
    ]);
    await opens(before, [first, second, theirs]);
    expect(await audited('secrets.rotated')).toContainEqual(rotated);
    expect(await careOf(before).rotate('nobody')).toBeUndefined();
  });

  test('after a rewrap the earlier master key can be thrown away', async () => {
    const secrets = [
      await sealedLongAgo('contoso', 'MSP-0:reset', old),
      await sealedLongAgo('northwind', 'MSP-0:reset', old),
      await secretOf('contoso', 'MSP-1:reset'),
      await secretOf('fabrikam', 'MSP-2:reset'),
    ];
    await careOf(before).rotate('contoso');
    const behind = await secretsStatus(pool, moving);
    expect([behind.ok, behind.earlier]).toEqual([true, [{ id: old.id, isNeeded: true }]]);
    expect(behind.customers.map(({ id, sealedEarlier }) => [id, sealedEarlier])).toEqual([
      ['contoso', 2],
      ['fabrikam', 0],
      ['northwind', 1],
    ]);

    expect(await careOf(moving).rewrap(never)).toEqual({ keys: 3, secrets: 3, dropped: 0, left: [] });

    await opens(onlyPresent, secrets);
    const after = await secretsStatus(pool, moving);
    expect([after.ok, after.masterKey, after.earlier]).toEqual([true, present.id, [{ id: old.id, isNeeded: false }]]);
    expect(after.customers.flatMap(({ keys }) => keys.map(({ wrappedBy }) => wrappedBy))).toEqual(
      after.customers.flatMap(({ keys }) => keys.map(() => present.id)),
    );
    expect(after.customers.every(({ sealedEarlier }) => sealedEarlier === 0)).toBe(true);
  });

  test('a second rewrap changes nothing and writes nothing down', async () => {
    await secretOf('contoso', 'MSP-1:reset');
    await careOf(moving).rewrap(never);
    const lines = await audited('secrets.rewrapped');

    expect(await careOf(moving).rewrap(never)).toEqual({ keys: 0, secrets: 0, dropped: 0, left: [] });
    expect(await audited('secrets.rewrapped')).toEqual(lines);
  });

  test('a rewrap that is interrupted, and one beside it, leave everything to open, and the next one ends it', async () => {
    const secrets = [];
    for (const customer of ['contoso', 'fabrikam', 'northwind'])
      for (const call of ['1', '2']) secrets.push(await secretOf(customer, `MSP-${call}:reset`));
    for (const customer of ['contoso', 'fabrikam']) await careOf(before).rotate(customer);
    let wrapped = 0;
    const stopping = new AbortController();
    const dying: MasterKeys = {
      earlier: [old],
      current: {
        ...present,
        wrap(...given) {
          wrapped += 1;
          if (wrapped === 2) stopping.abort(new Error('killed'));
          return present.wrap(...given);
        },
      },
    };

    await expect(careOf(dying).rewrap(stopping.signal)).rejects.toThrow('killed');
    await opens(moving, secrets);
    expect((await secretsStatus(pool, moving)).earlier).toEqual([{ id: old.id, isNeeded: true }]);

    const [one, other] = await Promise.all([careOf(moving).rewrap(never), careOf(moving).rewrap(never)]);
    expect([...one.left, ...other.left]).toEqual([]);
    expect(one.secrets + other.secrets).toBe(4);
    await opens(onlyPresent, secrets);
  });

  test('what is sealed while a rewrap is under way is not lost', async () => {
    await secretOf('contoso', 'MSP-1:reset');
    await careOf(before).rotate('contoso');

    const [, ...made] = await Promise.all([
      careOf(moving).rewrap(never),
      ...Array.from({ length: 6 }, (_, index) => secretOf('contoso', `MSP-1${index}:reset`, moving)),
    ]);

    await opens(onlyPresent, made);
  });

  test('a rewrap goes on past what it can not open, and says so', async () => {
    const whole = await secretOf('contoso', 'MSP-1:reset');
    const broken = await secretOf('contoso', 'MSP-2:reset');
    await sealedLongAgo('contoso', 'MSP-3:reset', masterKey(randomBytes(32)));
    await pool.query(`update app.secret set sealed = sealed || 'A' where owner = 'MSP-2:reset'`);
    await careOf(before).rotate('contoso');
    await pool.query(`update app.customer_key set retired_at = retired_at - interval '61 minutes'`);
    expect(await secretsStatus(pool, moving)).toMatchObject({ ok: false, customers: [{ lost: 1 }] });

    const { secrets, left, dropped } = await careOf(moving).rewrap(never);

    expect([secrets, dropped]).toEqual([1, 0]); // the key of what is broken may still be wanted
    await opens(onlyPresent, [whole]);
    expect(left.map(({ what, why }) => [what, why])).toContainEqual([
      `secret ${broken.sealed.slice(7)}`,
      expect.stringContaining('does not open where it lies'),
    ]);
    expect(left).toHaveLength(2);
  });

  test('a retired key goes when it has been idle for an hour, and not while something is sealed with it', async () => {
    await secretOf('contoso', 'MSP-1:reset');
    await careOf(before).rotate('contoso');
    await pool.query(`update app.customer_key set retired_at = retired_at - interval '61 minutes'`);
    await careOf(before).rotate('contoso'); // a young one, and idle

    expect(await careOf(before).rewrap(never)).toMatchObject({ secrets: 1, dropped: 1 });

    const { customers } = await secretsStatus(pool, before);
    expect(customers[0]?.keys.map(({ isRetired, secrets }) => [isRetired, secrets])).toEqual([
      [false, 1],
      [true, 0],
    ]);
    expect(await audited('secrets.key-dropped')).toContainEqual({ keys: [expect.any(String)] });
  });

  test('a key that does not open is told by its status, with the reason', async () => {
    await secretOf('contoso', 'MSP-1:reset');

    const { ok, customers } = await secretsStatus(pool, onlyPresent);

    expect(ok).toBe(false);
    expect(customers[0]?.keys[0]).toMatchObject({ problem: expect.stringContaining(old.id), wrappedBy: old.id });
    expect((await careOf(onlyPresent).rewrap(never)).left[0]).toMatchObject({ why: expect.stringContaining(old.id) });
  });

  test('a shredded customer has nothing left that opens, and others have all', async () => {
    const gone = await secretOf('contoso', 'MSP-1:reset');
    const { rows } = await pool.query('select sealed from app.secret');
    const stays = await secretOf('fabrikam', 'MSP-2:reset');

    expect(await careOf(before).shred('contoso')).toEqual({ keys: 1, secrets: 1 });
    expect(await careOf(before).shred('contoso')).toEqual({ keys: 0, secrets: 0 });

    expect(await vaultOf(before).open(gone.sealed, 'contoso')).toBeUndefined();
    await pool.query(`update app.secret set sealed = $1 where customer_id = 'contoso'`, [rows[0].sealed]);
    await expect(vaultOf(before).open(gone.sealed, 'contoso')).rejects.toMatchObject({ kind: 'shredded' });
    await opens(before, [stays]);
    expect(await audited('secrets.shredded')).toEqual([{ keys: [expect.any(String)], secrets: 1 }]);
  });

  test('nothing that is written down about keys is a secret or a key', async () => {
    const { value } = await secretOf('contoso', 'MSP-1:reset');
    await careOf(before).rotate('contoso');
    await careOf(moving).rewrap(never);

    const { rows } = await pool.query(`select action, facts from app.audit where action like 'secrets.%'`);
    const status = JSON.stringify(await secretsStatus(pool, moving));

    for (const text of [JSON.stringify(rows), status]) {
      expect(text).not.toContain(value);
      expect(text).not.toMatch(/msp2|[\w-]{60}/);
    }
  });
});
