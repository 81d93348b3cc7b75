import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { noLog } from '../../../src/lib/log.ts';
import { createHandovers, type Handovers, type Offer } from '../../../src/secrets/handovers.ts';
import { masterKey } from '../../../src/secrets/master-key.ts';
import { createVault, type Vault } from '../../../src/secrets/vault.ts';
import { createPool, type Pool } from '../../../src/store/pool.ts';
import { describeWithDatabase, type FreshDatabase, freshDatabase } from '../../fakes/database.ts';

const key = masterKey(randomBytes(32));

describeWithDatabase('a hand-over', () => {
  let server: FreshDatabase;
  let pool: Pool;
  let vault: Vault;
  let handovers: Handovers;
  let count = 0;
  let secret: { value: string; sealed: string };
  let offer: Offer;
  let recorded: string[];
  let alarms: unknown[];
  let logged: string[];
  beforeAll(async () => {
    server = await freshDatabase();
    pool = createPool(server.url);
    vault = createVault({ pool, key });
  });
  afterAll(async () => {
    await pool.end();
    await server.drop();
  });
  beforeEach(async () => {
    count += 1;
    recorded = [];
    alarms = [];
    logged = [];
    secret = await vault.forCall({ customerId: 'contoso', reference: `MSP-${count}:reset` }).password();
    offer = {
      sealed: secret.sealed,
      customerId: 'contoso',
      runId: `MSP-${count}`,
      recipientId: 'ada',
      title: 'New password for ada@contoso.com',
    };
    handovers = createHandovers({
      pool,
      vault,
      publicUrl: 'https://desk.example.com',
      record: async (_, { action, recipientId }) => {
        recorded.push(`${action} for ${recipientId}`);
      },
      log: { ...noLog, error: (event) => logged.push(event) },
      alarm: async (about) => {
        alarms.push(about);
      },
    });
  });

  test('shows the secret to whoever has its link, once', async () => {
    const token = await tokenOf(offer);

    expect(await handovers.reveal(token)).toEqual({
      state: 'revealed',
      title: 'New password for ada@contoso.com',
      secret: secret.value,
    });
    expect(await handovers.reveal(token)).toMatchObject({ state: 'opened' });
    expect(recorded).toEqual(['offered for ada', 'opened for ada', 'opened-again for ada']);
  });

  test('keeps nothing of the secret or of the token once it was opened', async () => {
    const token = await tokenOf(offer);
    await handovers.reveal(token);

    expect(await vault.open(secret.sealed, 'contoso')).toBeUndefined();
    const { rows } = await pool.query(
      'select sealed, handover::text from app.secret join app.handover on secret_id = id where id = $1',
      [secret.sealed.slice(7)],
    );
    expect(rows[0].sealed).toBeNull();
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(token).toString('hex'));
  });

  test('is opened by one alone when twenty open it at the same moment', async () => {
    const token = await tokenOf(offer);

    const revealed = await Promise.all(Array.from({ length: 20 }, () => handovers.reveal(token)));

    expect(revealed.filter(({ state }) => state === 'revealed')).toHaveLength(1);
    expect(revealed.filter(({ state }) => state === 'opened')).toHaveLength(19);
  });

  test('that is opened a second time raises the alarm, once', async () => {
    const token = await tokenOf(offer);
    await handovers.reveal(token);
    expect(alarms).toEqual([]);

    await handovers.reveal(token);
    await handovers.reveal(token);

    expect(alarms).toEqual([
      { customerId: 'contoso', runId: offer.runId, recipientId: 'ada', title: 'New password for ada@contoso.com' },
    ]);
    expect(logged).toEqual(['handover.opened-again']);
  });

  test('whose alarm nobody hears still answers', async () => {
    const deaf = createHandovers({
      pool,
      vault,
      publicUrl: 'https://desk.example.com',
      record: async () => {},
      log: { ...noLog, error: (event) => logged.push(event) },
      alarm: async () => Promise.reject(new Error('no chat')),
    });
    const token = await tokenOf(offer);
    await deaf.reveal(token);

    expect(await deaf.reveal(token)).toMatchObject({ state: 'opened' });
    expect(logged).toEqual(['handover.opened-again', 'handover.alarm-not-heard']);
  });

  test('is over after fifteen minutes by the clock of the database, and its secret is deleted unseen', async () => {
    const token = await tokenOf(offer);
    await age('15 minutes 1 second');

    expect(await handovers.reveal(token)).toEqual({ state: 'expired' });

    expect(await vault.open(secret.sealed, 'contoso')).toBeUndefined();
    expect(recorded).toEqual(['offered for ada', 'expired for ada']);
  });

  test('is open for fifteen minutes less a second', async () => {
    const before = Date.now();
    const { link, until } = await offered(offer);
    await age('14 minutes 58 seconds');

    expect(until.getTime() - before).toBeGreaterThan(14.9 * 60_000);
    expect(await handovers.reveal(link.split('#')[1] ?? '')).toMatchObject({ state: 'revealed' });
  });

  test('that nobody opens is deleted by the next sweep, and written down', async () => {
    await tokenOf(offer);
    await age('15 minutes 1 second');

    await handovers.sweep();
    await handovers.sweep();

    expect(await vault.open(secret.sealed, 'contoso')).toBeUndefined();
    expect(recorded).toEqual(['offered for ada', 'expired for ada']);
  });

  test('that is made again after a crash has one link, the newer one', async () => {
    const older = await tokenOf(offer);
    const newer = await tokenOf(offer);

    expect(await handovers.reveal(older)).toEqual({ state: 'unknown' });
    expect(await handovers.reveal(newer)).toMatchObject({ state: 'revealed', secret: secret.value });
  });

  test('is not made again when it was opened, or when its time was over', async () => {
    await handovers.reveal(await tokenOf(offer));
    expect(await handovers.offer(offer)).toEqual({ state: 'opened' });

    const next = await vault.forCall({ customerId: 'contoso', reference: `${offer.runId}:next` }).password();
    await tokenOf({ ...offer, sealed: next.sealed });
    await pool.query('update app.handover set expires_at = clock_timestamp()');
    expect(await handovers.offer({ ...offer, sealed: next.sealed })).toEqual({ state: 'expired' });
  });

  test.each([
    ['that was never made', { sealed: 'sealed:example-password' }],
    ['of another customer', { customerId: 'fabrikam' }],
  ])('is not made for a secret %s', async (_, differently) => {
    expect(await handovers.offer({ ...offer, ...differently })).toEqual({ state: 'unknown' });
    expect(recorded).toEqual([]);
  });

  test('says that a key is the wrong one before anybody is sent a link', async () => {
    const misled = createHandovers({
      pool,
      vault: createVault({ pool, key: masterKey(randomBytes(32)) }),
      publicUrl: 'https://desk.example.com',
      record: async () => {},
      log: noLog,
    });

    await expect(misled.offer(offer)).rejects.toMatchObject({ kind: 'otherKey' });
  });

  test.each(['', 'x', 'A'.repeat(43), `${'A'.repeat(42)}'`, '--'])('knows nothing of the token "%s"', async (token) => {
    expect(await handovers.reveal(token)).toEqual({ state: 'unknown' });
  });

  test('carries its token behind the #, 256 bits of it, and nothing else of itself', async () => {
    const { link } = await offered(offer);

    expect(link).toMatch(/^https:\/\/desk\.example\.com\/handover#[\w-]{43}$/);
    expect(Buffer.from(link.split('#')[1] ?? '', 'base64url')).toHaveLength(32);
  });

  test('is not opened when it can’t be written down', async () => {
    const token = await tokenOf(offer);
    const unrecorded = createHandovers({
      pool,
      vault,
      publicUrl: 'https://desk.example.com',
      record: async () => Promise.reject(new Error('the audit is full')),
      log: noLog,
    });

    await expect(unrecorded.reveal(token)).rejects.toThrow('the audit is full');

    expect(await handovers.reveal(token)).toMatchObject({ state: 'revealed' });
  });

  test('needs an address for its page, and a key', async () => {
    const parts = { pool, record: async () => {}, log: noLog };

    const homeless = createHandovers({ ...parts, vault });
    expect(homeless.obstacle).toContain('MSP_PUBLIC_URL');
    await expect(homeless.offer(offer)).rejects.toThrow('MSP_PUBLIC_URL');
    expect(await homeless.offer({ ...offer, sealed: 'sealed:example-password' })).toEqual({ state: 'unknown' });
    expect(
      createHandovers({ ...parts, vault: createVault({ pool }), publicUrl: 'https://desk.example.com' }).obstacle,
    ).toContain('MSP_KEY_FILE');
    expect(handovers.obstacle).toBeUndefined();
  });

  async function offered(what: Offer) {
    const made = await handovers.offer(what);
    if (made.state !== 'offered') throw new Error(`The offer is ${made.state}`);
    return made;
  }

  async function tokenOf(what: Offer): Promise<string> {
    return (await offered(what)).link.split('#')[1] ?? '';
  }

  async function age(by: string) {
    await pool.query('update app.handover set expires_at = expires_at - $2::interval where secret_id = $1', [
      secret.sealed.slice('sealed:'.length),
      by,
    ]);
  }
});
