import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Roster } from '../../src/domain/roster.ts';
import { type Actor, sees } from '../fakes/chat.ts';
import { chats } from '../fakes/chats.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { codeFor, reveal, tokenFor } from '../fakes/hand-over.ts';
import { startSlack } from '../fakes/slack.ts';
import { createMicrosoft } from '../fakes/vendors/graph.ts';
import { verifies } from '../fakes/verifies.ts';

const PAGES = 'https://desk.contoso.example';

describeWithDatabase('a new password', () => {
  describe.each(chats)('handed over on %s', (_, startChat) => {
    const graph = createMicrosoft();
    let desk: TestDesk;
    beforeAll(async () => {
      desk = await startDesk(startChat, { live: { graph }, publicUrl: PAGES, roster: withContact });
      const { id: managerId } = graph.tenant('contoso').addUser({ userPrincipalName: 'sam@contoso.com' });
      for (const name of ['ada', 'grace', 'otto'])
        graph.tenant('contoso').addUser({ userPrincipalName: `${name}@contoso.com`, displayName: name, managerId });
    });
    afterAll(() => desk.stop());

    const passwordOf = (name: string) => graph.tenant('contoso').user(`${name}@contoso.com`).passwordProfile.password;
    const approved = async (account: string, holder: Actor) => {
      const { chat } = desk;
      await chat.commands('tess', `reset-password ${account}`);
      await verifies(chat, account, holder, 'sam');
      const isAbout = new RegExp(`Approval needed[\\s\\S]*${account}`);
      await chat.presses('kim', 'Approve', await sees(chat, 'kim', isAbout));
    };

    test('opens for whoever presses the button in the chat it was sent to, and not by its link alone', async () => {
      const { chat } = desk;
      await approved('ada@contoso.com', 'ada');
      const token = await tokenFor(chat, 'ada');

      const forwarded = await reveal(desk, PAGES, token, '000000');
      const opened = await reveal(desk, PAGES, token, await codeFor(chat, 'ada'));

      expect(await forwarded.json()).toEqual({ state: 'wrong-code', left: 4 });
      expect(await opened.json()).toMatchObject({ state: 'revealed', secret: passwordOf('ada') });
      expect((await chat.seenBy('otto')).some(({ text }) => text.includes('Your code is'))).toBe(false);
    });

    test('for somebody on no chat goes to their contact, and whoever approved it reads the code out', async () => {
      const { chat } = desk;
      await approved('grace@contoso.com', 'tess');

      const told = await sees(chat, 'otto', /You get it for the owner of grace@contoso\.com/);
      const asked = await sees(chat, 'kim', 'Please read the code out to Otto Berg');
      const opened = await reveal(desk, PAGES, await tokenFor(chat, 'otto'), await codeFor(chat, 'kim'));

      expect(told.text).toContain('the code that Kim Diaz reads out to you');
      expect(told.buttons).toEqual([]);
      expect(asked).toMatchObject({ where: 'direct', to: 'kim', text: expect.not.stringContaining('handover#') });
      expect(await opened.json()).toMatchObject({ secret: passwordOf('grace') });
    });

    test('that nobody opens in time is told to whoever asked, and to the technicians', async () => {
      const { chat, database } = desk;
      await approved('otto@contoso.com', 'otto');
      await sees(chat, 'tess', /Resolved in[\s\S]*otto@contoso\.com/);
      await database.query(`update app.handover set expires_at = clock_timestamp() where state = 'offered'`);

      await desk.app.sweep();

      await sees(chat, 'tess', /otto@contoso\.com was not seen by anybody[\s\S]*please ask again/);
      await sees(chat, 'tess', 'Please find out why Otto Berg did not open it.');
    });
  });
});

describeWithDatabase('a customer who prefers temporary access passes', () => {
  const graph = createMicrosoft();
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startDesk(startSlack, { live: { graph }, publicUrl: PAGES, roster: withPasses });
    graph.tenant('contoso').addUser({ userPrincipalName: 'ada@contoso.com', displayName: 'Ada Lovelace' });
    const { id: managerId } = graph.tenant('contoso').addUser({ userPrincipalName: 'sam@contoso.com' });
    graph.tenant('contoso').addUser({ userPrincipalName: 'otto@contoso.com', displayName: 'Otto Berg', managerId });
  });
  afterAll(() => desk.stop());

  const opened = async (who: 'ada' | 'otto') =>
    (await reveal(desk, PAGES, await tokenFor(desk.chat, who), await codeFor(desk.chat, who))).json();

  test('gets one, and no password is changed', async () => {
    const { chat } = desk;
    await chat.says('ada', 'I forgot my password, please reset it');
    await chat.presses('kim', 'Approve', await sees(chat, 'kim', /Approval needed[\s\S]*temporary access pass/i));

    const { title, secret } = Object(await opened('ada'));

    expect(title).toBe('The temporary access pass for ada@contoso.com');
    expect(graph.tenant('contoso').user('ada@contoso.com').passes).toMatchObject([
      { pass: secret, isUsableOnce: true },
    ]);
    expect(graph.tenant('contoso').passwordChanges).toBe(0);
  });

  test('is told where its directory makes none, and gets a password only if somebody asks for that', async () => {
    const { chat, lab } = desk;
    const body = { error: { code: 'accessDenied', message: 'The policy for this method is turned off.' } };
    lab?.fail({ method: 'POST', path: /temporaryAccessPassMethods/ }, { how: { instead: { status: 403, body } } });
    await chat.says('otto', 'I forgot my password, please reset it');
    await chat.presses('kim', 'Approve', await sees(chat, 'kim', /Approval needed[\s\S]*otto@contoso\.com/));

    await sees(chat, 'otto', /did not work[\s\S]*Nothing was changed/);
    expect(graph.tenant('contoso').passwordChanges).toBe(0);

    await chat.commands('tess', 'reset-password otto@contoso.com');
    await verifies(chat, 'otto@contoso.com', 'otto', 'sam');
    const isAsked = /Approval needed[\s\S]*Reset the password[\s\S]*otto@contoso\.com/;
    await chat.presses('kim', 'Approve', await sees(chat, 'kim', isAsked));
    const { title, secret } = Object(await opened('otto'));
    expect(title).toBe('The one-time password for otto@contoso.com');
    expect(graph.tenant('contoso').user('otto@contoso.com').passwordProfile.password).toBe(secret);
  });
});

function withPasses(usual: Roster): Roster {
  const handover = { temporaryAccessPass: true };
  return { ...usual, customers: usual.customers.map((customer) => ({ ...customer, handover })) };
}

function withContact(usual: Roster): Roster {
  return { ...usual, customers: usual.customers.map((customer) => ({ ...customer, handover: { contact: 'otto' } })) };
}
