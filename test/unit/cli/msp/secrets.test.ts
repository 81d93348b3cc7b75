import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSecretKeys } from '../../../../src/cli/msp/secret-keys.ts';
import { type MasterKeys, masterKey } from '../../../../src/secrets/master-key.ts';
import { createVault } from '../../../../src/secrets/vault.ts';
import type { Pool } from '../../../../src/store/pool.ts';
import { describeWithDatabase, inFreshDatabase } from '../../../fakes/database.ts';
import { type Stage, startStage } from './stage.ts';

const old = masterKey(randomBytes(32));
const present = masterKey(randomBytes(32));

describeWithDatabase('msp secrets', () => {
  let pool: Pool;
  let stage: Stage;
  inFreshDatabase((fresh) => {
    pool = fresh;
  });
  beforeEach(async () => {
    await pool.query('truncate app.secret, app.customer_key cascade');
    stage = await startStage();
    await stage.writes('customers: []\npeople: []\n');
    hasKeys({ current: old, earlier: [] });
  });
  afterEach(() => stage.end());

  function hasKeys(keys: MasterKeys | undefined) {
    stage.secretKeys = async () => openSecretKeys(pool, keys, 'command line (tess)');
  }
  const sealFor = (customerId: string) =>
    createVault({ pool, key: old }).forCall({ customerId, reference: 'MSP-1:reset' }).password();

  test('has nothing to say of a desk that has sealed nothing', async () => {
    const { out, code } = await stage.runs('secrets', 'status');

    expect([out, code]).toEqual([`Master key: ${old.id}\n\nNothing has been sealed yet.`, 0]);
  });

  test('leads from an old master key to a new one, and says when the old one can go', async () => {
    await sealFor('contoso');
    hasKeys({ current: present, earlier: [old] });

    const before = await stage.runs('secrets', 'status');
    const moved = await stage.runs('secrets', 'rewrap');
    const after = await stage.runs('secrets', 'status');

    expect(before.out).toContain(`Earlier one: ${old.id}, still needed`);
    expect(before.out).toContain('→ npx msp secrets rewrap moves everything to the present keys.');
    expect(before.out).toMatch(/contoso +\S{36} +1 s +\S{16} +1 +seals, wrapped by an earlier master key/);
    expect(moved.out).toContain('Data keys wrapped again: 1. Secrets sealed again: 0.');
    expect(moved.out).toContain('Nothing depends on an earlier master key any more.');
    expect(after.out).toContain(`Earlier one: ${old.id}, not needed any more: it can go`);
    expect([before.code, moved.code, after.code]).toEqual([0, 0, 0]);
  });

  test('ends with 1 and the reason when a key does not open, also for programs', async () => {
    await sealFor('contoso');
    hasKeys({ current: present, earlier: [] });

    const shown = await stage.runs('secrets', 'status');
    const told = await stage.runs('secrets', 'status', '--json');
    const stuck = await stage.runs('secrets', 'rewrap');

    expect(shown.out).toContain('✗ does not open');
    expect(shown.out).toContain('MSP_PREVIOUS_KEYS');
    expect(JSON.parse(told.out)).toMatchObject({ ok: false, customers: [{ id: 'contoso', secrets: 1 }] });
    expect(stuck.err).toContain(`✗ contoso, data key`);
    expect([shown.code, told.code, stuck.code]).toEqual([1, 1, 1]);
  });

  test('gives one customer a new data key, or all of them, and writes down who did', async () => {
    await sealFor('contoso');
    await sealFor('fabrikam');

    const one = await stage.runs('secrets', 'rotate', '--customer', 'contoso');
    const all = await stage.runs('secrets', 'rotate', '--json');

    expect(one.out).toMatch(/^contoso: \S{36} seals now, \S{36} is retired\.$/);
    expect(JSON.parse(all.out).rotated).toMatchObject([{ customer: 'contoso' }, { customer: 'fabrikam' }]);
    const { rows } = await pool.query(`select distinct actor, action from app.audit where action = 'secrets.rotated'`);
    expect(rows).toEqual([{ actor: 'command line (tess)', action: 'secrets.rotated' }]);
  });

  test('rotates nothing for a customer without a key, and says so', async () => {
    const { err, code } = await stage.runs('secrets', 'rotate', '--customer', 'nobody');

    expect(err).toContain('nobody has no data key yet.');
    expect(code).toBe(1);
  });

  test.each([
    ['no', 'Nothing was deleted.'],
    [undefined, 'nobody is here to confirm it'],
  ] as const)('deletes nothing when the answer is %s', async (answer, words) => {
    await sealFor('contoso');
    stage.answer = answer;

    const { err, code } = await stage.runs('secrets', 'shred', '--customer', 'contoso');

    expect([err, code]).toEqual([expect.stringContaining(words), 1]);
    expect((await stage.runs('secrets', 'status')).out).toContain('contoso');
  });

  test('deletes the keys of a customer who has left, once somebody has said yes', async () => {
    await sealFor('contoso');
    stage.answer = 'yes';

    const { out, code } = await stage.runs('secrets', 'shred', '--customer', 'contoso');
    const again = await stage.runs('secrets', 'shred', '--customer', 'contoso', '--yes');

    expect(out).toContain('Deleted for contoso. Data keys: 1. Secrets: 1.');
    expect([code, again.code]).toEqual([0, 1]);
    expect(again.err).toContain('Nothing is sealed for contoso.');
  });

  test('asks for the master key where there is none', async () => {
    hasKeys(undefined);

    const { err, code } = await stage.runs('secrets', 'status');

    expect(err).toContain('There is no master key.\n→ Set MSP_KEY_FILE');
    expect(code).toBe(1);
  });
});
