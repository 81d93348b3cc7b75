import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { masterKey } from '../../../src/secrets/master-key.ts';
import { createVault, type Vault } from '../../../src/secrets/vault.ts';
import { createPool, type Pool } from '../../../src/store/pool.ts';
import { createSecrets } from '../../../src/store/secrets.ts';
import { describeWithDatabase, type FreshDatabase, freshDatabase } from '../../fakes/database.ts';

const key = masterKey(randomBytes(32));

describeWithDatabase('the vault', () => {
  let server: FreshDatabase;
  let pool: Pool;
  let vault: Vault;
  let count = 0;
  let call: { customerId: string; reference: string };
  beforeAll(async () => {
    server = await freshDatabase();
    pool = createPool(server.url);
    vault = createVault({ pool, key });
  });
  afterAll(async () => {
    await pool.end();
    await server.drop();
  });
  beforeEach(() => {
    count += 1;
    call = { customerId: 'contoso', reference: `MSP-${count}:reset` };
  });

  test('gives a call the same password each time it is repeated, also after a restart', async () => {
    const first = await vault.forCall(call).password();
    const again = await createVault({ pool, key }).forCall(call).password();

    expect(again).toEqual(first);
    expect(first.sealed).toMatch(/^sealed:\S+$/);
    expect(first.sealed).not.toContain(first.value);
  });

  test('gives two repeats at once the same password', async () => {
    const asked = await Promise.all(Array.from({ length: 8 }, () => vault.forCall(call).password()));

    expect(new Set(asked.map(({ value }) => value)).size).toBe(1);
    expect(new Set(asked.map(({ sealed }) => sealed)).size).toBe(1);
  });

  test('keeps the one that came first when two are made at the same moment', async () => {
    const secrets = createSecrets(pool);
    const to = { customerId: 'contoso', owner: call.reference, field: 'password' };

    await secrets.keep({ ...to, id: `${call.reference}-first`, sealed: 'first' });
    await secrets.keep({ ...to, id: `${call.reference}-second`, sealed: 'second' });

    expect(await secrets.of(to)).toMatchObject({ sealed: 'first' });
  });

  test('gives every call, and every customer, a password of its own', async () => {
    const mine = await vault.forCall(call).password();
    const next = await vault.forCall({ ...call, reference: 'another' }).password();
    const theirs = await vault.forCall({ ...call, customerId: 'fabrikam' }).password();

    expect(new Set([mine.value, next.value, theirs.value]).size).toBe(3);
  });

  test('opens what it has sealed, for its customer alone', async () => {
    const { value, sealed } = await vault.forCall(call).password();

    expect(await vault.open(sealed, 'contoso')).toBe(value);
    expect(await vault.open(sealed, 'fabrikam')).toBeUndefined();
    expect(await vault.open('sealed:example-password', 'contoso')).toBeUndefined();
  });

  test('seals what a vendor made, and goes on with what it made last', async () => {
    const before = await vault.forCall(call).seal('pass', 'first-pass');
    const after = await vault.forCall(call).seal('pass', 'second-pass');

    expect(after).toBe(before);
    expect(await vault.open(after, 'contoso')).toBe('second-pass');
  });

  test('does not take what a vendor made for a password of our own', async () => {
    await vault.forCall(call).seal('password', 'made by the vendor');

    expect((await vault.forCall(call).password()).value).not.toBe('made by the vendor');
  });

  test('never gives a second password in place of one that has gone', async () => {
    const { sealed } = await vault.forCall(call).password();

    await vault.forget(sealed);

    expect(await vault.open(sealed, 'contoso')).toBeUndefined();
    await expect(vault.forCall(call).password()).rejects.toMatchObject({ kind: 'gone' });
  });

  test('forgets what nobody has come for in eight days, and nothing younger', async () => {
    const old = await vault.forCall(call).password();
    const young = await vault.forCall({ ...call, reference: `${call.reference}-young` }).password();
    await age(old.sealed, '8 days 1 minute');
    await age(young.sealed, '7 days 23 hours');

    await vault.forCall({ ...call, reference: `${call.reference}-next` }).password();

    expect(await vault.open(old.sealed, 'contoso')).toBeUndefined();
    expect(await vault.open(young.sealed, 'contoso')).toBe(young.value);
  });

  describe('opens nothing that was moved', () => {
    test.each([
      ['to another customer', `customer_id = 'fabrikam'`, 'fabrikam'],
      ['to another call', `owner = 'another-' || owner`, 'contoso'],
      ['to another field', `field = 'other'`, 'contoso'],
    ])('%s', async (_, change, customer) => {
      const { sealed } = await vault.forCall(call).password();
      await pool.query(`update app.secret set ${change} where id = $1`, [sealed.slice('sealed:'.length)]);

      await expect(vault.open(sealed, customer)).rejects.toMatchObject({ kind: 'tampered' });
    });

    test('into the place of another one', async () => {
      const mine = await vault.forCall(call).password();
      const other = await vault.forCall({ ...call, reference: `${call.reference}-other` }).password();
      await pool.query('update app.secret set sealed = (select sealed from app.secret where id = $1) where id = $2', [
        mine.sealed.slice(7),
        other.sealed.slice(7),
      ]);

      await expect(vault.open(other.sealed, 'contoso')).rejects.toMatchObject({ kind: 'tampered' });
    });

    test.each([
      ['its format', (text: string) => text.replace('msp2', 'msp1'), 'otherKey'],
      ['its format, to one that there never was', (text: string) => text.replace('msp2', 'msp3'), 'tampered'],
      ['its key', (text: string) => text.replace(/^msp2\.[^.]+/, 'msp2.nobody'), 'shredded'],
      ['its last byte', (text: string) => `${text.slice(0, -1)}${text.endsWith('A') ? 'Q' : 'A'}`, 'tampered'],
    ])('with a change to %s', async (_, change, kind) => {
      const { sealed } = await vault.forCall(call).password();
      const { rows } = await pool.query('select sealed from app.secret where id = $1', [sealed.slice(7)]);
      await pool.query('update app.secret set sealed = $2 where id = $1', [sealed.slice(7), change(rows[0].sealed)]);

      await expect(vault.open(sealed, 'contoso')).rejects.toMatchObject({ kind });
    });
  });

  test('tells of every secret it makes or opens, so that it can be kept out of everything', async () => {
    const heard: string[] = [];
    const told = createVault({ pool, key, onSecret: (value) => heard.push(value) });

    const { value, sealed } = await told.forCall(call).password();
    await told.forCall(call).seal('pass', 'made-by-a-vendor');
    expect(new Set(heard)).toEqual(new Set([value, 'made-by-a-vendor']));

    heard.length = 0;
    await told.open(sealed, 'contoso');
    expect(heard).toEqual([value]);
  });

  test('says plainly that the key is another one, and which', async () => {
    const { sealed } = await vault.forCall(call).password();
    const other = masterKey(randomBytes(32));
    const misled = createVault({ pool, key: other });

    await expect(misled.open(sealed, 'contoso')).rejects.toMatchObject({ kind: 'otherKey' });
    await expect(misled.forCall(call).password()).rejects.toThrow(new RegExp(`${key.id}.*${other.id}`));
  });

  test('makes nothing without a key, and says what to do', async () => {
    const keyless = createVault({ pool });

    await expect(keyless.forCall(call).password()).rejects.toThrow('MSP_KEY_FILE');
    expect(keyless.obstacle).toContain('MSP_KEY_FILE');
    expect(vault.obstacle).toBeUndefined();
  });

  async function age(sealed: string, by: string) {
    await pool.query('update app.secret set sealed_at = clock_timestamp() - $2::interval where id = $1', [
      sealed.slice('sealed:'.length),
      by,
    ]);
  }
});
