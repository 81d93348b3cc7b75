import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WORKFLOWS } from '../../src/workflows/load.ts';
import { sees } from '../fakes/chat.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { type LicenseDesk, openLicenseDesk } from '../fakes/license-desk.ts';
import { startSlack } from '../fakes/slack.ts';
import { outcomeOf } from '../fakes/world.ts';

/** No chat has a part in these; looked-at-again.test.ts tells on each of them what people see. */
describeWithDatabase('whatever else an approval rests on is looked at again before anything is sent', () => {
  let folder: string;
  let stage: LicenseDesk;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'edited-workflows-'));
    await cp(WORKFLOWS, folder, { recursive: true });
    stage = await openLicenseDesk(startSlack, { workflows: folder });
  });
  afterAll(async () => {
    await stage.stop();
    await rm(folder, { recursive: true });
  });

  test('the account has another name', async () => {
    const { chat, tenant } = stage;
    const card = await stage.asked('cleo');
    tenant.user('cleo@contoso.com').userPrincipalName = 'cleo.hill@contoso.com';

    await chat.presses('sam', 'Approve', card);

    const fresh = await stage.askedAfresh('cleo', 'Account: cleo.hill@contoso.com, was cleo@contoso.com');
    await chat.presses('kim', 'Approve', fresh);
    await sees(chat, 'otto', /cleo\.hill@contoso\.com now has/);
    expect(stage.licensesOf('cleo')).toBe(1);
  });

  test('the policy has become stricter', async () => {
    const { chat } = stage;
    const card = await stage.asked('dora');
    await stage.policyBecomes({ name: 'two for everything', when: { risk: 'change' }, approvers: 2 });

    await chat.presses('sam', 'Approve', card);

    const fresh = await stage.askedAfresh('dora', 'The policy has changed: 2 different people must approve');
    await chat.presses('kim', 'Approve', fresh);
    await sees(chat, 'sam', 'Kim Diaz (1 more needed)');
    await chat.presses('sam', 'Approve', await stage.seesOf('dora', 'sam', 'Approval needed'));
    await stage.isDone('dora');
    await stage.policyBecomes();
  });

  test('it is for real now', async () => {
    const { chat, desk } = stage;
    const modes = (mode: 'demo' | 'sandbox') =>
      desk.changeRoster(({ customers, people }) => ({
        people,
        customers: customers.map((customer) => ({ ...customer, modes: { graph: mode } })),
      }));
    await modes('demo');
    const card = await stage.asked('finn');
    await modes('sandbox');

    await chat.presses('sam', 'Approve', card);

    const fresh = await stage.askedAfresh('finn', 'Done: in a sandbox, was simulated');
    await chat.presses('kim', 'Approve', fresh);
    await stage.isDone('finn');
    expect((await stage.seesOf('finn', 'otto', 'Resolved in')).text).not.toContain('Demo mode');
  });

  test('its workflow was edited', async () => {
    const { chat, desk } = stage;
    const card = await stage.asked('gina');
    const file = join(folder, 'assign-license.yaml');
    await writeFile(
      file,
      (await readFile(file, 'utf8')).replace('title: Approve the licence', 'title: Wave it through'),
    );
    await desk.reopen();

    await chat.presses('sam', 'Approve', card);

    const fresh = await stage.askedAfresh(
      'gina',
      'The workflow was edited; this request goes on with the steps it began with',
    );
    await chat.presses('kim', 'Approve', fresh);
    await stage.isDone('gina');
  });

  test('a guard before it does not let it pass any more: nobody is asked again, and a technician gets it', async () => {
    const { chat, desk, tenant } = stage;
    const card = await stage.asked('hugo');
    const [sku] = tenant.skus;
    if (!sku) throw new Error('There is no licence');
    const { consumed } = sku;
    sku.consumed = sku.enabled;

    await chat.presses('sam', 'Approve', card);

    const told = await sees(chat, 'otto', /With a technician[\s\S]*in use/);
    expect(told.text).toContain('All licences of');
    expect((await stage.seesOf('hugo', 'kim', 'No longer valid')).text).toContain('in use');
    await expect.poll(() => outcomeOf(desk, 'hugo')).toBe('assigned');
    expect(stage.licensesOf('hugo')).toBe(0);
    sku.consumed = consumed;
  });

  test('a limit that was reached meanwhile: it is refused, and when it is possible again is told', async () => {
    const { chat } = stage;
    const card = await stage.asked('lea');
    const beyond = { of: 'customer', most: 1, within: '1h', operations: ['graph.assignLicense'] } as const;
    await stage.policyBecomes({
      name: 'one licence an hour',
      when: { risk: 'change', beyond },
      refuse: 'That is enough.',
    });

    await chat.presses('sam', 'Approve', card);

    const told = await sees(chat, 'otto', 'That is enough.');
    expect(told.text).toMatch(
      /The limit is “one licence an hour”; the same can be asked for again after \d\d:\d\d UTC/,
    );
    await stage.seesOf('lea', 'kim', 'No longer valid');
    expect(stage.licensesOf('lea')).toBe(0);
    await stage.policyBecomes();
  });

  test('what goes on changing is asked three times more, and then a technician gets it', async () => {
    const { chat, tenant } = stage;
    let card = await stage.asked('jon');
    const user = tenant.user('jon@contoso.com');
    for (const name of ['jon.a', 'jon.b', 'jon.c']) {
      user.userPrincipalName = `${name}@contoso.com`;
      await chat.presses('sam', 'Approve', card);
      card = await stage.seesOf(name, 'sam', 'Approval needed');
    }
    user.userPrincipalName = 'jon.d@contoso.com';

    await chat.presses('sam', 'Approve', card);

    await sees(chat, 'otto', 'What this rests on keeps changing');
    expect(stage.licensesOf('jon')).toBe(0);
  });

  test('a system that can not be asked again is a failure that has changed nothing', async () => {
    const { chat, desk } = stage;
    const card = await stage.asked('ines');
    desk.lab?.fail({ method: 'GET', path: /subscribedSkus/ }, { how: { instead: { status: 403 } } });

    await chat.presses('sam', 'Approve', card);

    await expect.poll(() => outcomeOf(desk, 'ines')).toBe('failed');
    const told = await sees(chat, 'otto', 'This did not work');
    expect(told.text).toContain('Nothing was changed');
    expect(told.text).not.toContain('admin role');
    expect(stage.licensesOf('ines')).toBe(0);
  });
});
