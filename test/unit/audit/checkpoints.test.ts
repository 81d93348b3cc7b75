import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { auditKey, newAuditKey, publicKeysIn, readAuditKey } from '../../../src/audit/audit-key.ts';
import { createCheckpoints } from '../../../src/audit/checkpoints.ts';
import { record } from '../../../src/audit/record.ts';
import { verifyDatabase } from '../../../src/audit/verify-database.ts';
import { noLog } from '../../../src/lib/log.ts';
import type { Period } from '../../../src/store/audit-lines.ts';
import type { Pool } from '../../../src/store/pool.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';

const folder = mkdtempSync(join(tmpdir(), 'desk-checkpoints-'));
afterAll(() => rmSync(folder, { recursive: true }));
const key = auditKey(newAuditKey(), 'a test');
const keys = publicKeysIn(key.publicKey, 'a test');

describeWithDatabase('signed checkpoints', () => {
  let pool: Pool;
  let file: string;
  let count = 0;
  inFreshDatabase((opened) => {
    pool = opened;
  });
  beforeEach(async () => {
    count += 1;
    file = join(folder, `${count}.jsonl`);
    await meddle('truncate app.audit, app.audit_checkpoint');
  });

  const tell = (customerId: string, action = 'ticket.opened') =>
    record(pool, { customerId, onceKey: `${Math.random()}`, actor: 'desk', action, facts: {} });
  const signer = (at = file) => createCheckpoints({ pool, key, file: at, log: noLog });
  const written = () =>
    readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).number);
  const kept = async () =>
    (await pool.query('select number::int from app.audit_checkpoint order by number')).rows.map((row) => row.number);
  const verified = async (part: Period = {}) => {
    const { exitCode, flaws } = await verifyDatabase(pool, { keys, checkpointFile: file, ...part });
    return { exitCode, flaws: flaws.map(({ customer, seq, why }) => `${customer} ${seq}: ${why}`) };
  };

  /** What somebody can do who owns the database. */
  async function meddle(sql: string): Promise<void> {
    for (const table of ['audit', 'audit_checkpoint'])
      await pool.query(`alter table app.${table} disable trigger user`);
    await pool.query(sql);
    for (const table of ['audit', 'audit_checkpoint']) {
      await pool.query(`alter table app.${table} enable always trigger ${table}_no_change`);
      await pool.query(`alter table app.${table} enable always trigger ${table}_no_truncate`);
    }
  }

  test('are written to both places when something was written down, and only then', async () => {
    await signer().write();
    await tell('contoso');
    await tell('fabrikam');
    await signer().write();
    await signer().write();
    await tell('contoso');
    await signer().write();

    expect([await kept(), written()]).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(await verified()).toEqual({ exitCode: 0, flaws: [] });
  });

  test('of two replicas at once are one', async () => {
    await tell('contoso');

    await Promise.all(Array.from({ length: 6 }, () => signer().write()));
    await signer().write();

    expect([await kept(), written()]).toEqual([[1], [1]]);
  });

  test('are left to the replica that is at it', async () => {
    await tell('contoso');
    const other = await pool.connect();
    await other.query(`begin; select pg_advisory_xact_lock(hashtextextended('audit.checkpoints', 0))`);

    await signer().write();

    expect(await kept()).toEqual([]);
    await other.query('rollback');
    other.release();
    await signer().write();
    expect([await kept(), written()]).toEqual([[1], [1]]);
  });

  test('are carried over when the second place can be reached again', async () => {
    const away = join(folder, 'nowhere', 'audit.jsonl');
    await tell('contoso');
    await expect(signer(away).write()).rejects.toThrow('ENOENT');
    await tell('contoso');
    await expect(signer(away).write()).rejects.toThrow('ENOENT');

    await signer().write();

    expect([await kept(), written()]).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  test('go on after a write that was cut off', async () => {
    await tell('contoso');
    await signer().write();
    writeFileSync(file, `${readFileSync(file, 'utf8')}{"number":2,"te`);
    await tell('contoso');

    await signer().write();

    expect(await verified()).toEqual({ exitCode: 0, flaws: [] });
  });

  test.each([
    ['whose last one was damaged', (text: string) => text.replace('"number":2,', '"number":2;')],
    ['whose write was cut off twice', (text: string) => `${text}{"number":3,"te\n{"number":3`],
  ])('are completed in a second place %s, without beginning again', async (_what, harmed) => {
    for (let line = 1; line <= 2; line++) {
      await tell('contoso');
      await signer().write();
    }
    writeFileSync(file, harmed(readFileSync(file, 'utf8')));
    await tell('contoso');

    await signer().write();

    expect(await verified()).toEqual({ exitCode: 0, flaws: [] });
    expect(readFileSync(file, 'utf8').match(/^\{"number":1,/gm)).toHaveLength(1);
  });

  test.each([
    ['changed', `update app.audit set line = replace(line, 'opened', 'closed') where seq = 2`],
    ['removed', 'delete from app.audit where seq = 2'],
  ])('do not sign a log that was %s since the last one', async (_what, sql) => {
    await tell('contoso');
    await signer().write();
    await tell('contoso');
    await tell('contoso');
    await meddle(sql);

    await expect(signer().write()).rejects.toThrow(/audit of contoso was changed at line/);
    expect(await kept()).toEqual([1]);
  });

  test('do not sign a log whose signed part is another one now', async () => {
    await tell('contoso');
    await signer().write();
    await meddle('truncate app.audit');
    await tell('contoso');
    await tell('contoso');

    await expect(signer().write()).rejects.toThrow('The audit of contoso was changed at line 1');
  });

  test('name a log that was cut at its end, and a database that is older than they are', async () => {
    await tell('contoso');
    await tell('contoso');
    await signer().write();
    await meddle('delete from app.audit where seq = 2');

    expect(await verified()).toMatchObject({ exitCode: 2, flaws: [expect.stringMatching(/^contoso 1: cut/)] });

    await meddle('truncate app.audit_checkpoint');
    expect(await verified()).toMatchObject({ exitCode: 2 });
    await expect(signer().write()).rejects.toThrow('The database does not have checkpoint 1');
  });

  test('name a log that was cut at its end also where only a part is looked at', async () => {
    for (let line = 1; line <= 3; line++) await tell('contoso');
    await tell('fabrikam');
    await signer().write();
    const parts: Period[] = [
      { from: '2020-01-01T00:00:00Z' },
      { from: '2199-01-01T00:00:00Z' },
      { to: '2020-01-01T00:00:00Z' },
    ];
    for (const part of parts) expect(await verified(part)).toEqual({ exitCode: 0, flaws: [] });
    await meddle(`delete from app.audit where seq = 3 or customer_id = 'fabrikam'`);

    for (const part of parts)
      expect(await verified(part)).toEqual({
        exitCode: 2,
        flaws: [
          expect.stringMatching(/^contoso 2: cut.* line 3$/),
          expect.stringMatching(/^fabrikam 0: cut.* line 1$/),
        ],
      });
    expect((await verified({ ...parts[1], customer: 'contoso' })).flaws).toHaveLength(1);
  });

  test('prove that a log was rewritten, hashes and all', async () => {
    await tell('contoso', 'ticket.resolved');
    await signer().write();
    await meddle('truncate app.audit');
    await tell('contoso', 'ticket.denied');

    expect(await verified()).toMatchObject({ exitCode: 1, flaws: [expect.stringMatching(/^contoso 1: rewritten/)] });
  });

  test('count with the keys that are trusted alone', async () => {
    await tell('contoso');
    await signer().write();
    const others = publicKeysIn(auditKey(newAuditKey(), 'eve').publicKey, 'eve');

    const { exitCode, flaws } = await verifyDatabase(pool, { keys: others, checkpointFile: file });

    expect(exitCode).toBe(3);
    expect(flaws.map(({ why }) => why)).toEqual([
      expect.stringMatching(/^the database: checkpoint 1 was signed by the key .+, which was not given$/),
      expect.stringContaining('which was not given'),
    ]);
  });

  test('a column that says something else than what was hashed is found', async () => {
    await tell('contoso');
    await signer().write();
    await meddle(`update app.audit set actor = 'eve'`);

    expect((await verified()).flaws).toEqual(['contoso 1: changed: its columns do not say what was hashed']);
  });
});

test('the key is made once, and refused where others may read it', async () => {
  const file = join(folder, 'audit.key');
  const made = await readAuditKey(file, { make: true });

  expect((await readAuditKey(file, { make: true })).id).toBe(made.id);
  chmodSync(file, 0o644);
  await expect(readAuditKey(file, { make: false })).rejects.toThrow(`chmod 600 ${file}`);
  await expect(readAuditKey(join(folder, 'none'), { make: false })).rejects.toThrow("can't be read");
  writeFileSync(join(folder, 'other'), 'no key', { mode: 0o600 });
  await expect(readAuditKey(join(folder, 'other'), { make: false })).rejects.toThrow('no Ed25519 private key');
});
