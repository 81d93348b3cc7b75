import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Customer } from '../../src/domain/customer.ts';
import { WORKFLOWS } from '../../src/workflows/load.ts';
import { type Shown, sees, type TestChat } from '../fakes/chat.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { startSlack } from '../fakes/slack.ts';
import { createMicrosoft } from '../fakes/vendors/graph.ts';
import { outcomeOf } from '../fakes/world.ts';

/** Otto asks for licences for others; each story has an account of its own, so that its cards are found by it. */
describeWithDatabase('what an approval rests on is looked at again before anything is sent', () => {
  const graph = createMicrosoft();
  const tenant = () => graph.tenant('contoso');
  let folder: string;
  let desk: TestDesk;
  let chat: TestChat;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'edited-workflows-'));
    await cp(WORKFLOWS, folder, { recursive: true });
    desk = await startDesk(startSlack, { live: { graph }, workflows: folder });
    ({ chat } = desk);
    tenant().addSku({ skuPartNumber: 'VISIO_PLAN_2', enabled: 100 });
  });
  afterAll(async () => {
    await desk.stop();
    await rm(folder, { recursive: true });
  });

  const about = (account: string, headline: string) => (shown: Shown) =>
    shown.text.includes(headline) && shown.text.includes(`${account}@contoso.com`);
  const licensesOf = (account: string) =>
    tenant().users.find(({ mail }) => mail === `${account}@contoso.com`)?.assignedLicenses.length;

  /** Somebody asks, and a card is on Sam's screen. */
  async function asked(account: string): Promise<Shown> {
    const address = `${account}@contoso.com`;
    tenant().addUser({ userPrincipalName: address, mail: address, displayName: account });
    await chat.commands('otto', `assign-license ${address} VISIO_PLAN_2`);
    return sees(chat, 'sam', about(account, 'Approval needed'));
  }

  /** Nothing was sent, no card of the old approval decides any more, and another one says what is different. */
  async function askedAfresh(account: string, difference: string | RegExp): Promise<Shown> {
    for (const who of ['sam', 'kim'] as const) {
      const old = await sees(chat, who, about(account, 'No longer valid'));
      expect(old.text).toMatch(difference);
      expect(old.buttons).toEqual([]);
    }
    const fresh = await sees(chat, 'kim', about(account, 'Approval needed'));
    expect(fresh.text).toMatch(difference);
    expect(licensesOf(account)).toBe(0);
    return fresh;
  }

  const usualPolicy = () =>
    desk.changeRoster(({ customers, people }) => ({
      people,
      customers: customers.map(({ policy, ...customer }: Customer & { readonly policy?: object }) => customer),
    }));

  const isDone = async (account: string) => {
    await sees(chat, 'otto', about(account, 'Resolved in'));
    expect(licensesOf(account)).toBe(1);
  };

  test('the account has become an administrator', async () => {
    const card = await asked('ben');
    tenant().user('ben@contoso.com').roles.push('Global Administrator');

    await chat.presses('sam', 'Approve', card);

    const fresh = await askedAfresh('ben', 'The account holds an admin role now');
    expect(fresh.text).toContain("the target's name has to be typed");
    await chat.presses('kim', 'Approve', fresh, { typed: 'ben@contoso.com' });
    await sees(chat, 'otto', /left alone: it holds an admin role[\s\S]*Nothing was changed/);
    const { rows } = await desk.database.query(
      `select facts from app.audit where action = 'approval.void' and facts->>'approval' like $1`,
      ['%:approve-assignment'],
    );
    expect(rows[0]?.facts).toMatchObject({
      digest: expect.any(String),
      why: 'steps.find-roles.privileged, policy: typed',
    });
  });

  test('the account has another name', async () => {
    const card = await asked('cleo');
    tenant().user('cleo@contoso.com').userPrincipalName = 'cleo.hill@contoso.com';

    await chat.presses('sam', 'Approve', card);

    const fresh = await askedAfresh('cleo', 'Account: cleo.hill@contoso.com, was cleo@contoso.com');
    await chat.presses('kim', 'Approve', fresh);
    await sees(chat, 'otto', /cleo\.hill@contoso\.com now has/);
    expect(licensesOf('cleo')).toBe(1);
  });

  test('the policy has become stricter', async () => {
    const card = await asked('dora');
    await desk.changeRoster(({ customers, people }) => ({
      people,
      customers: customers.map((customer) => ({
        ...customer,
        policy: { rules: [{ name: 'two for everything', when: { risk: 'change' }, approvers: 2 }] },
      })),
    }));

    await chat.presses('sam', 'Approve', card);

    const fresh = await askedAfresh('dora', 'The policy has changed: 2 different people must approve');
    await chat.presses('kim', 'Approve', fresh);
    await sees(chat, 'sam', 'Kim Diaz (1 more needed)');
    await chat.presses('sam', 'Approve', await sees(chat, 'sam', about('dora', 'Approval needed')));
    await isDone('dora');
    await usualPolicy();
  });

  test('the ticket says something else', async () => {
    const card = await asked('eli');
    await desk.database.query(
      `update app.ticket set ticket = ticket || '{"subject":"eli needs two of them"}' where ticket->>'body' like '%eli@contoso.com%'`,
    );

    await chat.presses('sam', 'Approve', card);

    const fresh = await askedAfresh('eli', /The ticket says: eli needs two of them, was .*eli@contoso\.com/);
    await chat.presses('kim', 'Approve', fresh);
    await isDone('eli');
  });

  test('it is for real now', async () => {
    const modes = (mode: 'demo' | 'sandbox') =>
      desk.changeRoster(({ customers, people }) => ({
        people,
        customers: customers.map((customer) => ({ ...customer, modes: { graph: mode } })),
      }));
    await modes('demo');
    const card = await asked('finn');
    await modes('sandbox');

    await chat.presses('sam', 'Approve', card);

    const fresh = await askedAfresh('finn', 'Done: in a sandbox, was simulated');
    await chat.presses('kim', 'Approve', fresh);
    await isDone('finn');
    expect((await sees(chat, 'otto', about('finn', 'Resolved in'))).text).not.toContain('Demo mode');
  });

  test('its workflow was edited', async () => {
    const card = await asked('gina');
    // What was asked is in the journal, with the file as it was then.
    const written = `select from dbos.operation_outputs join app.approval on run_id = workflow_uuid
      where function_name like '%: ask' and approval->'target'->>'value' = 'gina@contoso.com'`;
    await expect.poll(async () => (await desk.database.query(written)).rowCount).toBe(1);
    const file = join(folder, 'assign-license.yaml');
    await writeFile(
      file,
      (await readFile(file, 'utf8')).replace('title: Approve the licence', 'title: Wave it through'),
    );
    await desk.reopen();

    await chat.presses('sam', 'Approve', card);

    const fresh = await askedAfresh(
      'gina',
      'The workflow was edited; this request goes on with the steps it began with',
    );
    await chat.presses('kim', 'Approve', fresh);
    await isDone('gina');
  });

  test('a guard before it does not let it pass any more: nobody is asked again, and a technician gets it', async () => {
    const card = await asked('hugo');
    const [sku] = tenant().skus;
    if (!sku) throw new Error('There is no licence');
    const { consumed } = sku;
    sku.consumed = sku.enabled;

    await chat.presses('sam', 'Approve', card);

    const told = await sees(chat, 'otto', /With a technician[\s\S]*in use/);
    expect(told.text).toContain('All licences of');
    expect((await sees(chat, 'kim', about('hugo', 'No longer valid'))).text).toContain('in use');
    await expect.poll(() => outcomeOf(desk, 'hugo')).toBe('assigned');
    expect(licensesOf('hugo')).toBe(0);
    sku.consumed = consumed;
  });

  test('a limit that was reached meanwhile: it is refused, and when it is possible again is told', async () => {
    const card = await asked('lea');
    const limit = { of: 'customer', most: 1, within: '1h', operations: ['graph.assignLicense'] };
    await desk.changeRoster(({ customers, people }) => ({
      people,
      customers: customers.map((customer) => ({
        ...customer,
        policy: {
          rules: [{ name: 'one licence an hour', when: { risk: 'change', beyond: limit }, refuse: 'That is enough.' }],
        },
      })),
    }));

    await chat.presses('sam', 'Approve', card);

    const told = await sees(chat, 'otto', 'That is enough.');
    expect(told.text).toMatch(
      /The limit is “one licence an hour”; the same can be asked for again after \d\d:\d\d UTC/,
    );
    await sees(chat, 'kim', about('lea', 'No longer valid'));
    expect(licensesOf('lea')).toBe(0);
    await usualPolicy();
  });

  test('what goes on changing is asked three times more, and then a technician gets it', async () => {
    let card = await asked('jon');
    const user = tenant().user('jon@contoso.com');
    for (const name of ['jon.a', 'jon.b', 'jon.c']) {
      user.userPrincipalName = `${name}@contoso.com`;
      await chat.presses('sam', 'Approve', card);
      card = await sees(chat, 'sam', about(name, 'Approval needed'));
    }
    user.userPrincipalName = 'jon.d@contoso.com';

    await chat.presses('sam', 'Approve', card);

    await sees(chat, 'otto', 'What this rests on keeps changing');
    expect(licensesOf('jon')).toBe(0);
  });

  test('a system that can not be asked again is a failure that has changed nothing', async () => {
    const card = await asked('ines');
    desk.lab?.fail({ method: 'GET', path: /subscribedSkus/ }, { how: { instead: { status: 403 } } });

    await chat.presses('sam', 'Approve', card);

    await expect.poll(() => outcomeOf(desk, 'ines')).toBe('failed');
    const told = await sees(chat, 'otto', 'This did not work');
    expect(told.text).toContain('Nothing was changed');
    expect(told.text).not.toContain('admin role');
    expect(licensesOf('ines')).toBe(0);
  });

  /** Sam approves, and something happens when all was looked at and nothing is written down yet. */
  async function atTheLastMoment(card: Shown, deed: () => Promise<unknown>): Promise<void> {
    const holder = await desk.database.connect();
    await holder.query('begin; lock table app.effect in exclusive mode'); // it can still be read
    await chat.presses('sam', 'Approve', card);
    await expect.poll(async () => (await desk.database.query(BLOCKED)).rowCount, { timeout: 10_000 }).toBe(1);
    await deed();
    await holder.query('rollback');
    holder.release();
  }

  test('what costs no call is compared once more when the call is written down', async () => {
    const card = await asked('mia');

    await atTheLastMoment(card, () =>
      desk.database.query(
        `update app.ticket set ticket = ticket || '{"body":"mia@contoso.com needs none"}' where ticket->>'body' like '%mia@contoso.com%'`,
      ),
    );

    await askedAfresh('mia', 'The ticket says something else than before');
  });

  test('what was known before an outage is looked at again after it', async () => {
    const card = await asked('kai');

    await atTheLastMoment(card, async () => {
      tenant().user('kai@contoso.com').userPrincipalName = 'kai.hill@contoso.com';
      await desk.cable.cut();
    });
    await desk.cable.mend();

    await askedAfresh('kai', 'Account: kai.hill@contoso.com, was kai@contoso.com');
  });

  test('what was known before an attempt that failed is looked at again before the next one', async () => {
    const card = await asked('noa');
    const failing = desk.lab?.fail(
      { method: 'POST', path: /assignLicense/ },
      { how: { instead: { status: 429 } }, times: 20 },
    );
    const isMet = failing?.met.then(() => {
      tenant().user('noa@contoso.com').userPrincipalName = 'noa.hill@contoso.com';
    });

    await chat.presses('sam', 'Approve', card);
    await isMet;

    const fresh = await askedAfresh('noa', 'Account: noa.hill@contoso.com, was noa@contoso.com');
    desk.lab?.forget();
    await chat.presses('kim', 'Approve', fresh);
    await sees(chat, 'otto', /noa\.hill@contoso\.com now has/);
    expect(licensesOf('noa')).toBe(1);
  });
});

const BLOCKED = `select from pg_locks where not granted and relation = 'app.effect'::regclass`;
