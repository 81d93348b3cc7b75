import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../../src/domain/person.ts';
import { type Shown, sees } from '../fakes/chat.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { startSlack } from '../fakes/slack.ts';
import { createMicrosoft } from '../fakes/vendors/graph.ts';
import { type Forged, signedFor } from '../fakes/vendors/zoho-desk/signing.ts';
import { createZohoDesk } from '../fakes/vendors/zoho-desk.ts';
import { bodiesOf, knowsWhereNowIs } from '../fakes/world.ts';

const LONG = { timeout: 20_000 };

describeWithDatabase('tickets that come in from Zoho Desk', () => {
  const zohoDesk = createZohoDesk();
  const graph = createMicrosoft();
  const contoso = () => zohoDesk.organisation('contoso');
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startDesk(startSlack, {
      live: { zohoDesk, graph },
      roster: (usual) => ({ ...usual, people: usual.people.map(knownInZohoDesk) }),
    });
    graph.tenant('contoso').addUser({ userPrincipalName: 'ada@contoso.com' });
    await knowsWhereNowIs(desk);
  });
  afterAll(() => desk.stop());

  const address = () => `${desk.app.origin}/webhooks/zohoDesk/contoso`;
  const tells = async (ticketId: string, forged?: Forged) =>
    fetch(address(), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await signedFor(contoso(), forged)) },
      body: JSON.stringify([
        { eventType: 'Ticket_Add', eventTime: '1', orgId: contoso().id, payload: { id: ticketId, subject: 'Lies' } },
      ]),
    });
  const commentsOf = (ticketId: string) => contoso().ticket(ticketId).comments;

  test('the call that asks whether somebody is there needs no signature, and does nothing', async () => {
    const answers = await Promise.all([fetch(address()), fetch(address().replace('contoso', 'nobody'))]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });

  test('a ticket that a signed call tells of is read again, worked on once and answered in public', async () => {
    const ticketId = contoso().addTicket({ subject: 'The scanner on the ground floor beeps' });

    const answers = await Promise.all([tells(ticketId), tells(ticketId)]);
    await desk.app.lookForTickets();

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await sees(desk.chat, 'tess', 'The scanner on the ground floor beeps');
    await expect.poll(() => commentsOf(ticketId), LONG).toMatchObject([{ isPublic: true }]);
    expect(await bodiesOf(desk, 'scanner on the ground floor')).toHaveLength(1);
    expect(await bodiesOf(desk, 'Lies')).toEqual([]);
    expect(contoso().ticket(ticketId).status).toBe('Open');
  });

  test('a call that somebody else has signed is refused, and nothing of it is kept', async () => {
    const answer = await tells('4711', { by: 'stranger' });

    expect(answer.status).toBe(401);
    const { rows } = await desk.database.query(`select 1 from app.arrival where ticket_id = '4711'`);
    expect(rows).toEqual([]);
  });

  test('a call that can not be written down is not answered as if it were, and comes in all the same', async () => {
    const { cable, chat } = desk;
    const ticketId = contoso().addTicket({ subject: 'The shredder in the archive smokes' });

    await cable.cut();
    const answer = await tells(ticketId).finally(() => cable.mend());

    expect(answer.ok).toBe(false);
    await desk.app.lookForTickets();
    await sees(chat, 'tess', 'The shredder in the archive smokes');
  });

  test('what was approved and done closes the ticket, which says who approved it', async () => {
    const { chat } = desk;
    graph.tenant('contoso').addSku({ skuPartNumber: 'VISIO_PLAN_2' });
    const ticketId = contoso().addTicket({ subject: 'I need a Visio Plan 2 licence please', description: '' });
    await desk.app.lookForTickets();

    const question = await sees(chat, 'tess', /Who needs the licence/);
    await chat.presses('tess', 'Answer', question, { answer: 'ada@contoso.com' });
    await chat.presses('sam', 'Approve', await sees(chat, 'sam', /Approval needed[\s\S]*ada@contoso\.com/));

    await expect.poll(() => contoso().ticket(ticketId).status, LONG).toBe('Closed');
    expect(graph.tenant('contoso').user('ada@contoso.com').assignedLicenses).toHaveLength(1);
    expect(
      commentsOf(ticketId)
        .map(({ content }) => content)
        .join('\n'),
    ).toContain('approved by Sam Carter');
  });

  test('what was only simulated leaves the ticket open, and says so', async () => {
    const { chat } = desk;
    const ticketId = contoso().addTicket({ subject: 'Low disk space warning on CONTOSO-PC-17', description: '' });
    await desk.app.lookForTickets();

    await chat.presses('sam', 'Approve', await sees(chat, 'sam', /Approval needed[\s\S]*CONTOSO-PC-17/));
    const task = ({ text, buttons }: Shown) => text.includes('CONTOSO-PC-17') && buttons.includes('It is done');
    await chat.presses('tess', 'It is done', await sees(chat, 'tess', task));

    const said = () =>
      commentsOf(ticketId)
        .map(({ content }) => content)
        .join();
    await expect.poll(said, LONG).toContain('Demo mode');
    await desk.app.settled();
    expect(contoso().ticket(ticketId).status).toBe('Open');
  });
});

/** Sam is known at the help desk, so that it is sure who did not file a ticket there. */
function knownInZohoDesk(person: Person): Person {
  if (person.id !== 'sam') return person;
  const identity = { platform: 'zohoDesk', workspace: 'contoso', user: '999' };
  return { ...person, identities: [...person.identities, identity] };
}
