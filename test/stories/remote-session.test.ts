import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, sees } from '../fakes/chat.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { codeFor, reveal, tokenFor } from '../fakes/hand-over.ts';
import { startSlack } from '../fakes/slack.ts';
import { createZohoAssist } from '../fakes/vendors/zoho-assist.ts';

const PAGES = 'https://desk.contoso.example';

describeWithDatabase('a remote session whose Zoho Assist is real', () => {
  const assist = createZohoAssist();
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startDesk(startSlack, { live: { zohoAssist: assist }, publicUrl: PAGES });
  });
  afterAll(() => desk.stop());

  /** What the page shows to whoever opens the link they were sent. */
  async function opened(who: Actor): Promise<unknown> {
    const answer = await reveal(desk, PAGES, await tokenFor(desk.chat, who), await codeFor(desk.chat, who));
    return Object(await answer.json()).secret;
  }

  test('opens to two people, each by a link of their own that nobody else sees, and ends when the technician says so', async () => {
    const { chat, database } = desk;
    await chat.commands('otto', 'remote-session ada@contoso.com');
    await chat.presses('kim', 'Approve', await sees(chat, 'kim', 'Approval needed'));

    const forAda = await sees(chat, 'ada', `${PAGES}/handover#`);
    const forTess = await sees(chat, 'tess', `${PAGES}/handover#`);
    const [session] = assist.department('contoso').sessions();
    expect([forAda.where, forTess.where]).toEqual(['direct', 'direct']);
    expect(await opened('ada')).toBe(session?.customer_url);
    expect(await opened('tess')).toBe(session?.technician_url);
    await chat.presses('tess', 'It is done', await sees(chat, 'tess', 'Please do this by hand'));
    await sees(chat, 'otto', /Resolved in[\s\S]*Tess Novak says that it is done/);

    const others: readonly Actor[] = ['otto', 'sam', 'kim'];
    const read = (await Promise.all(others.map((who) => chat.seenBy(who)))).flat().map(({ text }) => text);
    const written = await database.query(
      'select t::text as text from app.ticket t union all select a::text from app.audit a',
    );
    const everything = [...read, ...written.rows.map((row) => String(row.text))].join('\n');
    expect(everything).not.toContain('handover#');
    expect(everything).not.toContain(session?.technician_url);
    expect(everything).not.toContain(session?.customer_url);
  });
});
