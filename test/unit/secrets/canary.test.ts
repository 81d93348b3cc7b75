import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { record } from '../../../src/audit/record.ts';
import { createLog } from '../../../src/lib/log.ts';
import { createHandovers } from '../../../src/secrets/handovers.ts';
import { masterKey } from '../../../src/secrets/master-key.ts';
import { newPassword } from '../../../src/secrets/password.ts';
import { createVault } from '../../../src/secrets/vault.ts';
import type { Pool } from '../../../src/store/pool.ts';
import { canaryOf } from '../../fakes/canary.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';

describeWithDatabase('a password', () => {
  let pool: Pool;
  inFreshDatabase((fresh) => {
    pool = fresh;
  });

  test('is in no table and in no log line, from its making to its second opening', async () => {
    const log: string[] = [];
    const lines = new Writable({
      write(line, _, done) {
        log.push(String(line));
        done();
      },
    });
    const vault = createVault({ pool, key: masterKey(randomBytes(32)) });
    const handovers = createHandovers({
      pool,
      vault,
      publicUrl: 'https://desk.example.com',
      record: (client, { id, action, customerId }) =>
        record(client, { customerId, onceKey: `${id}:${action}`, actor: 'desk', action, facts: { secret: id } }),
      log: createLog('info', lines),
    });
    const { value, sealed } = await vault.forCall({ customerId: 'contoso', reference: 'MSP-1:reset' }).password();
    const canary = canaryOf(value);
    expect(await canary.inDatabase(pool)).toEqual([]);

    const about = {
      customerId: 'contoso',
      runId: 'MSP-1',
      recipientId: 'ada',
      codeHolderId: 'ada',
      title: 'New password',
    };
    const offered = await handovers.offer({ sealed, ...about });
    if (offered.state !== 'offered') throw new Error(offered.state);
    const { id, token } = offered;
    const shown = await handovers.showCode(id, 'ada');
    const code = shown.state === 'shown' ? shown.code : '';
    const tokens = canaryOf(token);
    expect([await canary.inDatabase(pool), await tokens.inDatabase(pool)]).toEqual([[], []]);

    expect(await handovers.reveal(token, code)).toMatchObject({ secret: value });
    await handovers.reveal(token, code);
    expect([await canary.inDatabase(pool), await tokens.inDatabase(pool)]).toEqual([[], []]);
    expect([...canary.among(log), ...tokens.among(log)]).toEqual([]);
    expect(log).toHaveLength(1);
  });

  test.each([
    ['as it is', (secret: string) => secret],
    ['as JSON in JSON', (secret: string) => JSON.stringify(JSON.stringify({ secret }))],
    ['in an address', (secret: string) => `https://example.com/?p=${encodeURIComponent(secret)}`],
    ['in a form', (secret: string) => new URLSearchParams({ secret }).toString()],
    ['as bytes', (secret: string) => Buffer.from(secret).toString('hex')],
    ['in a header', (secret: string) => `Basic ${Buffer.from(`ada:${secret}`).toString('base64')}`],
    ['in a token', (secret: string) => Buffer.from(JSON.stringify({ p: secret })).toString('base64url')],
  ])('would be found %s', async (_, written) => {
    const secret = newPassword();
    const text = written(secret);
    await pool.query('insert into app.conversation (key, value) values ($1, $2)', ['canary', JSON.stringify(text)]);

    expect(canaryOf(secret).among([text, 'nothing of it'])).toEqual([text]);
    expect(await canaryOf(secret).inDatabase(pool)).toEqual([expect.stringMatching(/^app\.conversation: /)]);

    await pool.query(`delete from app.conversation where key = 'canary'`);
  });
});
