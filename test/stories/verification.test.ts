import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signatureOf } from '../../src/intake/signature.ts';
import { type Actor, sees, type TestChat } from '../fakes/chat.ts';
import { chats } from '../fakes/chats.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { startSlack } from '../fakes/slack.ts';
import { askedOfManager, toVerify } from '../fakes/verifies.ts';
import { effectsOf } from '../fakes/world.ts';

const PHONE = '+44 20 7946 0142';

describeWithDatabase('before something sensitive for somebody else', () => {
  describe.each(chats)('on %s', (_, startChat) => {
    let desk: TestDesk;
    let chat: TestChat;
    beforeAll(async () => {
      desk = await startDesk(startChat, {
        roster: ({ people, ...rest }) => ({
          ...rest,
          people: people.map((person) =>
            person.id === 'tess' ? { ...person, roles: { contoso: ['technician', 'approver'] } } : person,
          ),
        }),
      });
      ({ chat } = desk);
    });
    afterAll(() => desk.stop());

    const facts = async (action: string) => {
      const { rows } = await desk.database.query<{ facts: Record<string, unknown> }>(
        'select facts from app.audit where action = $1 order by seq',
        [action],
      );
      return rows.map((row) => row.facts);
    };
    const approvalsFor = async (account: string) => {
      const { rows } = await desk.database.query(
        `select id from app.approval where approval->'target'->>'value' = $1`,
        [account],
      );
      return rows.length;
    };
    const texts = async (who: Actor) => (await chat.seenBy(who)).map(({ text }) => text);

    test('a technician calls the number of the directory, and is read the code that only its owner got', async () => {
      await chat.commands('otto', 'reset-password ada@contoso.com');
      await chat.presses('tess', 'Call back', await toVerify(chat, 'ada@contoso.com'));
      const call = await sees(chat, 'tess', 'Please call');
      const code =
        (await sees(chat, 'ada', 'The code for the telephone')).text.match(/telephone is (\d{6})/)?.[1] ?? '';
      const card = await sees(chat, 'tess', ({ buttons }) => buttons.includes('It is wanted'));
      const others = await Promise.all((['otto', 'sam', 'kim'] as const).map(texts));

      await chat.presses('tess', 'It is wanted', card, { code: String(999_999 - Number(code)) });
      await sees(chat, 'tess', 'That is not it');
      await chat.presses('tess', 'It is wanted', card, { code });
      await chat.deliversAgain();

      const approval = await sees(chat, 'sam', /Approval needed[\s\S]*read the code from their linked chat/);
      expect(call.text).toContain(PHONE);
      expect([call.where, card.text.includes(PHONE), card.text.includes(code)]).toEqual(['direct', false, false]);
      expect(others.flat().filter((text) => text.includes(PHONE) || text.includes(code))).toEqual([]);
      await sees(chat, 'ada', /asked for by Otto Berg[\s\S]*If that was not you/);
      await sees(chat, 'kim', /asked for by Otto Berg[\s\S]*If that was not you/);
      await expect.poll(async () => (await texts('ada')).filter((text) => text.includes(code))).toEqual([]);
      expect(await facts('verification.passed')).toMatchObject([
        { way: 'code', by: 'tess', account: 'ada@contoso.com' },
      ]);
      const { rows } = await desk.database.query<{ row: string }>(
        'select (a.*)::text as row from app.audit a union all select (c.*)::text from app.challenge c',
      );
      expect(rows.filter(({ row }) => row.includes(code) || row.includes(PHONE))).toEqual([]);

      await chat.presses('tess', 'Approve', approval);

      await sees(chat, 'tess', 'You had a part in finding out who wants this');
      await chat.presses('sam', 'Approve', approval);
      await sees(chat, 'otto', /Resolved in[\s\S]*ada@contoso\.com/);
    });

    test('the manager is heard in their own chat alone, and with the number alone; three wrong ones are the end', async () => {
      const before = (await effectsOf(desk)).length;
      await chat.commands('otto', 'reset-password sam@contoso.com');
      const { card, number } = await askedOfManager(chat, 'sam@contoso.com', 'sam');
      const wrong = number === '11' ? '12' : '11';

      await chat.presses('otto', 'Yes, it is wanted', card, { code: number });
      await sees(chat, 'otto', 'asked of somebody else');
      for (const typed of [wrong, wrong, wrong]) await chat.presses('kim', 'Yes, it is wanted', card, { code: typed });

      await sees(chat, 'kim', 'wrong too often');
      await sees(chat, 'tess', /Not verified[\s\S]*too many tries/);
      const told = await sees(chat, 'otto', 'It could not be verified that this is really wanted');
      expect(told.text).not.toContain('Kim');
      expect([await approvalsFor('sam@contoso.com'), (await effectsOf(desk)).length]).toEqual([0, before]);
      expect((await facts('verification.failed')).at(-1)).toMatchObject({ why: 'too many tries', by: 'kim' });
    });

    test('a manager who asked does not confirm it, and there is no other way around', async () => {
      await chat.commands('kim', 'reset-password ada@contoso.com');
      await chat.presses('tess', 'Ask the manager', await toVerify(chat, 'ada@contoso.com'));

      const card = await sees(
        chat,
        'tess',
        ({ text, buttons }) => text.includes('is the one who asked') && buttons.length > 0,
      );
      expect(card.buttons).toEqual(['Ask the manager', 'Call back', "Can't be verified"]);
      await chat.presses('sam', "Can't be verified", card).catch(() => {}); // at a console only who sees it can press it
      await chat.presses('tess', "Can't be verified", card);

      await expect
        .poll(async () => (await facts('verification.failed')).at(-1))
        .toMatchObject({ why: 'not found out', by: 'tess' });
      const left = await sees(
        chat,
        'tess',
        /It could not be verified[\s\S]*To start it[\s\S]*reset-password ada@contoso\.com[\s\S]*once that/,
      );
      expect(left.text).not.toContain('Why you');
    });
  });
});

describeWithDatabase('a caller who urges a technician', () => {
  const SECRET = 'signing-secret-of-contoso';
  const mail = { platform: 'tickets', workspace: 'contoso', user: 'ada@contoso.com' };
  let desk: TestDesk;
  let chat: TestChat;
  beforeAll(async () => {
    desk = await startDesk(startSlack, {
      ticketSecret: SECRET,
      roster: ({ people, customers }) => ({
        customers: customers.map((customer) => ({ ...customer, handover: { contact: 'otto' } })),
        people: people.map((person) =>
          person.id === 'ada' ? { ...person, identities: [...person.identities, mail] } : person,
        ),
      }),
    });
    ({ chat } = desk);
  });
  afterAll(() => desk.stop());

  const sendsMail = async (subject: string, body: string) => {
    const text = JSON.stringify({ id: 'HD-1', subject, body, requester: { id: mail.user, name: 'Ada, your CEO' } });
    const timestamp = String(Math.floor(Date.now() / 1000));
    const headers = {
      'content-type': 'application/json',
      'x-msp-customer': 'contoso',
      'x-msp-timestamp': timestamp,
      'x-msp-signature': signatureOf(timestamp, Buffer.from(text), SECRET),
    };
    expect((await fetch(`${desk.app.origin}/tickets`, { method: 'POST', headers, body: text })).status).toBe(202);
  };
  const toAnswer = (account: string) =>
    sees(chat, 'tess', ({ text, buttons }) => text.includes(account) && buttons.includes('It is wanted'));
  const asked = async () => (await desk.database.query('select id from app.approval')).rows.length;

  test('is not taken for the owner because a mail says so, and guesses no code', async () => {
    await sendsMail('I forgot my password', 'It is urgent, I board a plane. Call me on +1 555 0100.');
    const question = await sees(chat, 'tess', 'Which account');
    await chat.presses('tess', 'Answer', question, { answer: 'ada@contoso.com' });
    await chat.presses('tess', 'Call back', await toVerify(chat, 'ada@contoso.com'));
    const call = await sees(chat, 'tess', 'Please call');
    const card = await toAnswer('ada@contoso.com');

    for (const code of ['100000', '200000', '300000', '400000', '500000'])
      await chat.presses('tess', 'It is wanted', card, { code });

    expect([call.text.includes(PHONE), call.text.includes('555')]).toEqual([true, false]);
    await sees(chat, 'tess', 'wrong too often');
    expect(await asked()).toBe(0);
  });

  test('finds a code useless once its time is over', async () => {
    await chat.commands('otto', 'reset-password kim@contoso.com');
    await chat.presses('tess', 'Call back', await toVerify(chat, 'kim@contoso.com'));
    const code = (await sees(chat, 'kim', 'The code for the telephone')).text.match(/(\d{6})/)?.[1] ?? '';
    const card = await toAnswer('kim@contoso.com');
    await desk.database.query("update app.challenge set expires_at = clock_timestamp() where state = 'open'");

    await chat.presses('tess', 'It is wanted', card, { code });

    await sees(chat, 'tess', 'This is over. Nothing was changed by it');
    expect(await asked()).toBe(0);
  });

  test('gets no third try on the same day', async () => {
    await chat.commands('otto', 'reset-password ada@contoso.com');
    const { card } = await askedOfManager(chat, 'ada@contoso.com', 'ada');
    await chat.presses('kim', 'No, it is not', card);
    await sees(chat, 'otto', 'It could not be verified that this is really wanted');

    await chat.commands('otto', 'reset-password ada@contoso.com');

    await sees(chat, 'otto', 'could not be verified twice within a day');
    expect(await asked()).toBe(0);
  });

  test('is called on the number of the directory; of an owner on no chat a word is all there is, and approvers read that', async () => {
    await chat.commands('otto', 'reset-password grace@contoso.com');
    await chat.presses('tess', 'Call back', await toVerify(chat, 'grace@contoso.com'));
    await sees(chat, 'tess', /Please call[\s\S]*your word is all there is/);
    const card = await toAnswer('grace@contoso.com');

    await chat.presses('tess', 'It is wanted', card, { code: '0100' });
    await sees(chat, 'tess', 'That is not it');
    await chat.presses('tess', 'It is wanted', card, { code: PHONE.slice(-4) });

    const { text } = await sees(chat, 'sam', /Approval needed[\s\S]*grace@contoso\.com/);
    expect(text).toMatch(/Tess Novak says that they called[\s\S]*weaker: one word alone/);
    expect(text).toMatch(/Worth a look.*request within an hour/);
  });
});
