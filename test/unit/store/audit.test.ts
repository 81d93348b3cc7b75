import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { record } from '../../../src/audit/record.ts';
import { verifyDatabase } from '../../../src/audit/verify-database.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { createPool, type Pool } from '../../../src/store/pool.ts';
import { describeWithDatabase, emptyDatabase, inFreshDatabase } from '../../fakes/database.ts';

const migrations = fileURLToPath(new URL('../../../src/store/migrations', import.meta.url));

describeWithDatabase('the audit in the database', () => {
  let pool: Pool;
  inFreshDatabase((opened) => {
    pool = opened;
  });

  const tell = (onceKey: string, facts = {}) =>
    record(pool, { customerId: 'contoso', onceKey, actor: 'desk', action: 'ticket.opened', runId: 'MSP-1', facts });

  test('has every line as it is hashed, so that anybody can check it who knows SHA-256', async () => {
    await tell('one', { text: 'Grüße \u0000 from Zoë', deep: { of: [1, 2.5, null] } });
    await tell('two');
    await tell('two');

    const { rows } = await pool.query('select line, hash from app.audit order by seq');
    let before: Buffer = Buffer.from([0]);
    for (const { line, hash } of rows) {
      before = createHash('sha256').update(before).update(line).digest();
      expect(hash).toEqual(before);
    }
    expect(rows).toHaveLength(2);
    expect(JSON.parse(rows[0].line)).toEqual([
      ...['msp.audit.v1', 'contoso', 1, 'one'],
      expect.stringMatching(/^\d+\.\d+$/),
      ...['desk', 'ticket.opened', 'MSP-1'],
      { text: 'Grüße \uFFFD from Zoë', deep: { of: [1, 2.5, null] } },
    ]);
  });

  test('refuses to be changed, also in a session that plays a replica', async () => {
    for (const sql of [
      `update app.audit set actor = 'eve'`,
      'delete from app.audit',
      'truncate app.audit',
      `set session_replication_role = replica; delete from app.audit`,
      `set session_replication_role = replica; truncate app.audit`,
    ])
      await expect(pool.query(sql), sql).rejects.toThrow('append-only');
    await pool.query('reset session_replication_role');
  });

  test('of an earlier release gets the text that was hashed then, and holds', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'desk-earlier-'));
    for (const name of readdirSync(migrations).filter((one) => one < '0011'))
      cpSync(join(migrations, name), join(folder, name));
    const database = await emptyDatabase();
    await migrate(database.url, { folder: pathToFileURL(`${folder}/`) });
    const old = createPool(database.url);
    for (const seq of [1, 2, 3])
      await old.query(`select app.audit_append('contoso', $1, 'desk', 'ticket.opened', null, $2)`, [
        seq,
        { ü: seq / 3 },
      ]);

    await migrate(database.url);
    await record(old, { customerId: 'contoso', onceKey: 'new', actor: 'desk', action: 'ticket.opened', facts: {} });

    expect(await verifyDatabase(old, { keys: new Map() })).toMatchObject({ ok: true, lines: 4 });
    await expect(old.query('delete from app.audit')).rejects.toThrow('append-only');
    await old.end();
    await database.drop();
    rmSync(folder, { recursive: true });
  });
});
