import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '../../src/lib/log.ts';
import { canaryOf } from '../fakes/canary.ts';
import { sees } from '../fakes/chat.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { codeFor, reveal, tokenFor } from '../fakes/hand-over.ts';
import { startSlack } from '../fakes/slack.ts';
import { createMicrosoft } from '../fakes/vendors/graph.ts';
import { verifies } from '../fakes/verifies.ts';
import { effectsOf } from '../fakes/world.ts';

const everybody = ['ada', 'sam', 'kim', 'tess', 'otto'] as const;
const PAGES = 'https://desk.contoso.example';

describeWithDatabase('a customer whose Microsoft Graph is real', () => {
  const graph = createMicrosoft();
  const tenant = () => graph.tenant('contoso');
  const log: string[] = [];
  let desk: TestDesk;
  beforeAll(async () => {
    const lines = new Writable({
      write(line, _, done) {
        log.push(String(line));
        done();
      },
    });
    desk = await startDesk(startSlack, { live: { graph }, publicUrl: PAGES, log: createLog('info', lines) });
    const { id: managerId } = tenant().addUser({ userPrincipalName: 'kim@contoso.com', displayName: 'Kim Diaz' });
    tenant().addUser({ userPrincipalName: 'ada@contoso.com', displayName: 'Ada Lovelace', managerId });
    tenant().addUser({ userPrincipalName: 'otto@contoso.com', displayName: 'Otto Berg' });
    tenant().addSku({ skuPartNumber: 'VISIO_PLAN_2' });
  });
  afterAll(() => desk.stop());

  const everythingSaid = async () => {
    const seen = await Promise.all(everybody.map((who) => desk.chat.seenBy(who)));
    return seen.flat().map(({ text }) => text);
  };

  const sightings = async (secret: string) => {
    const canary = canaryOf(secret);
    return [...(await canary.inDatabase(desk.database)), ...canary.among([...log, ...(await everythingSaid())])];
  };

  test('gets a licence assigned once it is approved', async () => {
    const { chat } = desk;
    await chat.commands('ada', 'assign-license ada@contoso.com VISIO_PLAN_2');
    const card = await sees(chat, 'sam', 'Approval needed');

    await chat.presses('sam', 'Approve', card);

    const result = await sees(chat, 'ada', 'Resolved in');
    expect(result.text).not.toContain('Demo mode');
    expect(tenant().user('ada@contoso.com').assignedLicenses).toHaveLength(1);
    expect(await effectsOf(desk)).toEqual([{ operation: 'graph.assignLicense', state: 'done', attempt: 1 }]);
  });

  test('has a password reset, which its owner alone reads, once, and which is nowhere else', async () => {
    const { chat } = desk;
    await chat.says('otto', 'I forgot my password, please reset it');
    await chat.presses('kim', 'Approve', await sees(chat, 'kim', /Approval needed[\s\S]*Otto Berg/));

    const told = await sees(chat, 'otto', `${PAGES}/handover#`);
    const [token, code] = [await tokenFor(chat, 'otto'), await codeFor(chat, 'otto')];
    const shown = await reveal(desk, PAGES, token, code);

    const { password, forceChangePasswordNextSignIn } = tenant().user('otto@contoso.com').passwordProfile;
    expect(told).toMatchObject({ where: 'direct', to: 'otto' });
    expect(await shown.json()).toMatchObject({ state: 'revealed', secret: password });
    expect(password.length).toBeGreaterThanOrEqual(20);
    expect(forceChangePasswordNextSignIn).toBe(true);
    await sees(chat, 'otto', /Resolved in[\s\S]*otto@contoso\.com/);
    expect(await sightings(password)).toEqual([]);
    expect((await reveal(desk, PAGES, token, code)).status).toBe(410);
  });

  test('a password on its way is sealed in the vault and stands in the clear nowhere', async () => {
    const { chat } = desk;
    const before = tenant().passwordChanges;
    await chat.commands('otto', 'reset-password ada@contoso.com');
    await verifies(chat, 'ada@contoso.com', 'ada');
    await chat.presses('sam', 'Approve', await sees(chat, 'sam', /Approval needed[\s\S]*ada@contoso\.com/));
    await sees(chat, 'ada', `${PAGES}/handover#`);

    const { password } = tenant().user('ada@contoso.com').passwordProfile;

    expect(tenant().passwordChanges).toBe(before + 1);
    expect(await sightings(password)).toEqual([]);
  });

  test.each([
    ['holds an admin role', { roles: ['Global Administrator'] }, 'special rights'],
    ['is a guest', { userType: 'Guest' as const }, 'guest account'],
    ['comes from the office directory', { onPremisesSyncEnabled: true }, 'office directory'],
  ])('leaves an account that %s to a technician, and nobody is asked to approve', async (_, facts, words) => {
    const { chat } = desk;
    const ada = tenant().user('ada@contoso.com');
    const ordinary = { roles: ada.roles, userType: ada.userType, onPremisesSyncEnabled: ada.onPremisesSyncEnabled };
    const before = tenant().passwordChanges;
    Object.assign(ada, facts);

    await chat.commands('otto', 'reset-password ada@contoso.com');

    await sees(chat, 'otto', words);
    expect(tenant().passwordChanges).toBe(before);
    Object.assign(ada, ordinary);
  });
});
