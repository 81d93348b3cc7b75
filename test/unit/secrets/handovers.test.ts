import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { noLog } from '../../../src/lib/log.ts';
import { createHandovers, type Handovers, type Offer } from '../../../src/secrets/handovers.ts';
import { masterKey } from '../../../src/secrets/master-key.ts';
import { createVault, idOf, type Vault } from '../../../src/secrets/vault.ts';
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
  let unopened: unknown[];
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
    unopened = [];
    await pool.query('update app.handover set told_at = clock_timestamp()');
    logged = [];
    secret = await vault.forCall({ customerId: 'contoso', reference: `MSP-${count}:reset` }).password();
    offer = {
      sealed: secret.sealed,
      customerId: 'contoso',
      runId: `MSP-${count}`,
      recipientId: 'ada',
      codeHolderId: 'ada',
      title: 'New password for ada@contoso.com',
    };
    handovers = createHandovers({
      pool,
      vault,
      publicUrl: 'https://desk.example.com',
      record: async (_, { action, by, recipientId }) => {
        recorded.push(`${action} for ${recipientId}${by ? ` by ${by}` : ''}`);
      },
      log: { ...noLog, error: (event) => logged.push(event) },
      alarm: async ({ runId, recipientId }, what) => {
        alarms.push([what, runId, recipientId]);
      },
      unopened: async ({ runId }, state) => {
        unopened.push([state, runId]);
      },
    });
  });

  test('shows the secret to whoever has its link and its code, once', async () => {
    const { token, code } = await linkAndCode(offer);

    expect(await handovers.reveal(token, code)).toEqual({
      state: 'revealed',
      title: 'New password for ada@contoso.com',
      secret: secret.value,
    });
    expect(await handovers.reveal(token, code)).toMatchObject({ state: 'opened' });
    expect(recorded).toEqual([
      'offered for ada',
      'code-shown for ada by ada',
      'opened for ada',
      'opened-again for ada',
    ]);
  });

  test('keeps nothing of the secret or of the token once it was opened', async () => {
    const { token, code } = await linkAndCode(offer);
    await handovers.reveal(token, code);

    expect(await vault.open(secret.sealed, 'contoso')).toBeUndefined();
    const { rows } = await pool.query(
      'select sealed, handover::text from app.secret join app.handover on secret_id = id where id = $1',
      [secret.sealed.slice(7)],
    );
    expect(rows[0].sealed).toBeNull();
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(token).toString('hex'));
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(code).toString('hex'));
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`\\b${code}\\b`));
  });

  test('is opened by one alone when twenty open it at the same moment', async () => {
    const { token, code } = await linkAndCode(offer);

    const revealed = await Promise.all(Array.from({ length: 20 }, () => handovers.reveal(token, code)));

    expect(revealed.filter(({ state }) => state === 'revealed')).toHaveLength(1);
    expect(revealed.filter(({ state }) => state === 'opened')).toHaveLength(19);
  });

  test('that is opened a second time raises the alarm, once', async () => {
    const { token, code } = await linkAndCode(offer);
    await handovers.reveal(token, code);
    expect(alarms).toEqual([]);

    await handovers.reveal(token, '');
    await handovers.reveal(token, code);

    expect(alarms).toEqual([['opened-again', offer.runId, 'ada']]);
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
    const { token, code } = await linkAndCode(offer);
    await deaf.reveal(token, code);

    expect(await deaf.reveal(token, code)).toMatchObject({ state: 'opened' });
    expect(logged).toEqual(['handover.opened-again', 'handover.alarm-not-heard']);
  });

  test('is over after fifteen minutes by the clock of the database, and its secret is deleted unseen', async () => {
    const { token, code } = await linkAndCode(offer);
    await age('15 minutes 1 second');

    expect((await handovers.showCode(idOf(offer.sealed), 'ada')).state).toBe('expired');
    expect(await handovers.reveal(token, code)).toEqual({ state: 'expired' });

    expect(await vault.open(secret.sealed, 'contoso')).toBeUndefined();
    expect(recorded).toEqual(['offered for ada', 'code-shown for ada by ada', 'expired for ada']);
    expect((await handovers.showCode(idOf(offer.sealed), 'ada')).state).toBe('expired');
  });

  test('is open for fifteen minutes less a second', async () => {
    const before = Date.now();
    const { until } = await offered(offer);
    const { token, code } = await linkAndCode(offer);
    await age('14 minutes 58 seconds');

    expect(until.getTime() - before).toBeGreaterThan(14.9 * 60_000);
    expect(await handovers.reveal(token, code)).toMatchObject({ state: 'revealed' });
  });

  test('that nobody opens is deleted by the next sweep, written down, and told once', async () => {
    await offered(offer);
    await age('15 minutes 1 second');

    await handovers.sweep();
    await handovers.sweep();

    expect(await vault.open(secret.sealed, 'contoso')).toBeUndefined();
    expect(recorded).toEqual(['offered for ada', 'expired for ada']);
    expect(unopened).toEqual([['expired', offer.runId]]);
  });

  test('that is made again after a crash has one link and one code, the newer ones', async () => {
    const older = await linkAndCode(offer);
    const newer = await linkAndCode(offer);

    expect(await handovers.reveal(older.token, newer.code)).toEqual({ state: 'unknown' });
    expect(await handovers.reveal(newer.token, newer.code)).toMatchObject({ state: 'revealed', secret: secret.value });
  });

  test('is not made again when it was opened, or when its time was over', async () => {
    const { token, code } = await linkAndCode(offer);
    await handovers.reveal(token, code);
    expect(await handovers.offer(offer)).toEqual({ state: 'opened' });

    const next = await vault.forCall({ customerId: 'contoso', reference: `${offer.runId}:next` }).password();
    await offered({ ...offer, sealed: next.sealed });
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
    expect(await handovers.reveal(token, '123456')).toEqual({ state: 'unknown' });
  });

  test('carries its token behind the #, 256 bits of it, and nothing else of itself', async () => {
    const { link } = await offered(offer);

    expect(link).toMatch(/^https:\/\/desk\.example\.com\/handover#[\w-]{43}$/);
    expect(Buffer.from(link.split('#')[1] ?? '', 'base64url')).toHaveLength(32);
  });

  test('is not opened when it can’t be written down', async () => {
    const { token, code } = await linkAndCode(offer);
    const unrecorded = createHandovers({
      pool,
      vault,
      publicUrl: 'https://desk.example.com',
      record: async () => Promise.reject(new Error('the audit is full')),
      log: noLog,
    });

    await expect(unrecorded.reveal(token, code)).rejects.toThrow('the audit is full');

    expect(await handovers.reveal(token, code)).toMatchObject({ state: 'revealed' });
  });

  test('opens with no code before somebody was shown one, and neither with an earlier one nor with that of another link', async () => {
    const { token } = await offered(offer);
    expect(await handovers.reveal(token, '000000')).toEqual({ state: 'wrong-code', left: 4 });
    const earlier = await codeOf(offer);
    const newest = await codeOf(offer);
    const next = await vault.forCall({ customerId: 'contoso', reference: `${offer.runId}:next` }).password();
    const another = await linkAndCode({ ...offer, sealed: next.sealed });

    expect(await handovers.reveal(token, earlier)).toEqual({ state: 'wrong-code', left: 3 });
    expect(await handovers.reveal(token, another.code)).toEqual({ state: 'wrong-code', left: 2 });
    expect(await handovers.reveal(token, `${newest} `)).toEqual({ state: 'wrong-code', left: 1 });
    expect(await handovers.reveal(token, newest)).toMatchObject({ state: 'revealed' });
  });

  test('that is guessed at five times is dead, its secret with it, and says so', async () => {
    const { token, code } = await linkAndCode(offer);
    const wrong = code === '111111' ? '222222' : '111111';

    const guesses = await Promise.all(Array.from({ length: 7 }, () => handovers.reveal(token, wrong)));

    expect(guesses.filter(({ state }) => state === 'wrong-code')).toHaveLength(4);
    expect(guesses.filter(({ state }) => state === 'blocked')).toHaveLength(3);
    expect(await handovers.reveal(token, code)).toEqual({ state: 'blocked' });
    expect(await vault.open(secret.sealed, 'contoso')).toBeUndefined();
    expect(alarms).toEqual([['blocked', offer.runId, 'ada']]);
    expect(recorded.filter((line) => line === 'code-wrong for ada')).toHaveLength(5);
    expect((await handovers.showCode(idOf(offer.sealed), 'ada')).state).toBe('blocked');
    expect((await handovers.offer(offer)).state).toBe('blocked');
    await handovers.sweep();
    expect(unopened).toEqual([['blocked', offer.runId]]);
  });

  test('counts wrong codes of the link, however many codes were shown for it', async () => {
    const { token } = await offered(offer);
    for (const left of [4, 3, 2, 1]) {
      await codeOf(offer);
      expect(await handovers.reveal(token, 'wrong')).toEqual({ state: 'wrong-code', left });
    }
    await codeOf(offer);

    expect(await handovers.reveal(token, 'wrong')).toEqual({ state: 'blocked' });
  });

  test('shows its code to one person alone, and raises the alarm when somebody else asks, once', async () => {
    await offered({ ...offer, codeHolderId: 'kim' });

    for (const other of ['ada', 'otto']) {
      expect(await handovers.showCode(idOf(offer.sealed), other)).toEqual({ state: 'not-theirs' });
    }

    expect(await handovers.showCode(idOf(offer.sealed), 'kim')).toMatchObject({
      state: 'shown',
      code: expect.stringMatching(/^\d{6}$/),
      about: { recipientId: 'ada' },
    });
    expect(alarms).toEqual([['code-refused', offer.runId, 'ada']]);
    expect(recorded).toEqual([
      'offered for ada',
      'code-refused for ada by ada',
      'code-refused for ada by otto',
      'code-shown for ada by kim',
    ]);
    expect(await handovers.showCode('nothing', 'kim')).toEqual({ state: 'unknown' });
  });

  test('that can’t be told is not told for ever', async () => {
    const mute = createHandovers({
      ...{ pool, vault, publicUrl: 'https://desk.example.com', record: async () => {} },
      log: { ...noLog, error: (event) => logged.push(event) },
      unopened: async () => Promise.reject(new Error('no chat')),
    });
    await offered(offer);
    await age('15 minutes 1 second');

    await mute.sweep();
    await handovers.sweep();

    expect(logged).toEqual(['handover.not-told']);
    expect(unopened).toEqual([]);
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

  async function codeOf(what: Offer): Promise<string> {
    const shown = await handovers.showCode(idOf(what.sealed), what.codeHolderId);
    if (shown.state !== 'shown') throw new Error(`The code is ${shown.state}`);
    return shown.code;
  }

  async function linkAndCode(what: Offer) {
    const { token } = await offered(what);
    return { token, code: await codeOf(what) };
  }

  async function age(by: string) {
    await pool.query('update app.handover set expires_at = expires_at - $2::interval where secret_id = $1', [
      secret.sealed.slice('sealed:'.length),
      by,
    ]);
  }
});
