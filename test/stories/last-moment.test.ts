import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Shown, sees } from '../fakes/chat.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { type LicenseDesk, openLicenseDesk } from '../fakes/license-desk.ts';
import { startSlack } from '../fakes/slack.ts';

const BLOCKED = `select from pg_locks where not granted and relation = 'app.effect'::regclass`;

/** Whatever has happened since the last look: an outage, another attempt, a word in the ticket. */
describeWithDatabase('between the last look and the call', () => {
  let stage: LicenseDesk;
  beforeAll(async () => {
    stage = await openLicenseDesk(startSlack);
  });
  afterAll(() => stage.stop());

  /** Sam approves, and something happens when all was looked at and nothing is written down yet. */
  async function atTheLastMoment(card: Shown, deed: () => Promise<unknown>): Promise<void> {
    const { chat, desk } = stage;
    const holder = await desk.database.connect();
    await holder.query('begin; lock table app.effect in exclusive mode'); // it can still be read
    await chat.presses('sam', 'Approve', card);
    await expect.poll(async () => (await desk.database.query(BLOCKED)).rowCount, { timeout: 10_000 }).toBe(1);
    await deed();
    await holder.query('rollback');
    holder.release();
  }

  test('what costs no call is compared once more when the call is written down', async () => {
    const card = await stage.asked('mia');

    await atTheLastMoment(card, () => stage.ticketBecomes('mia', { body: 'mia@contoso.com needs none' }));

    await stage.askedAfresh('mia', 'The ticket says something else than before');
  });

  test('what was known before an outage is looked at again after it', async () => {
    const { desk, tenant } = stage;
    const card = await stage.asked('kai');

    await atTheLastMoment(card, async () => {
      tenant.user('kai@contoso.com').userPrincipalName = 'kai.hill@contoso.com';
      await desk.cable.cut();
    });
    await desk.cable.mend();

    await stage.askedAfresh('kai', 'Account: kai.hill@contoso.com, was kai@contoso.com');
  });

  test('what was known before an attempt that failed is looked at again before the next one', async () => {
    const { chat, desk, tenant } = stage;
    const card = await stage.asked('noa');
    const failing = desk.lab?.fail(
      { method: 'POST', path: /assignLicense/ },
      { how: { instead: { status: 429 } }, times: 20 },
    );
    const isMet = failing?.met.then(() => {
      tenant.user('noa@contoso.com').userPrincipalName = 'noa.hill@contoso.com';
    });

    await chat.presses('sam', 'Approve', card);
    await isMet;

    const fresh = await stage.askedAfresh('noa', 'Account: noa.hill@contoso.com, was noa@contoso.com');
    desk.lab?.forget();
    await chat.presses('kim', 'Approve', fresh);
    await sees(chat, 'otto', /noa\.hill@contoso\.com now has/);
    expect(stage.licensesOf('noa')).toBe(1);
  });
});
