import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/person.ts';
import { isSigned, signatureOf } from '../../src/intake/signature.ts';
import { type Shown, sees } from '../fakes/chat.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { startSlack } from '../fakes/slack.ts';
import { createMicrosoft } from '../fakes/vendors/graph.ts';
import { createServiceNow } from '../fakes/vendors/servicenow.ts';
import type { FakeVendor } from '../fakes/vendors/vendor.ts';
import { verifies } from '../fakes/verifies.ts';
import { effectsOf, knowsWhereNowIs } from '../fakes/world.ts';

const HOOK = 'hook-secret-of-contoso';

/** The same instance, whose incidents come in. */
function withInbox(vendor: FakeVendor): FakeVendor {
  return {
    ...vendor,
    enrol(customer) {
      const { connection, credentials } = vendor.enrol(customer);
      const inbox = { secret: 'env:SERVICENOW_HOOK' };
      return {
        connection: { ...Object(connection), inbox },
        credentials: { ...credentials, 'env:SERVICENOW_HOOK': HOOK },
      };
    },
  };
}

describeWithDatabase('tickets that come in beside the chats', () => {
  describe('from ServiceNow', () => {
    const serviceNow = createServiceNow();
    const contoso = () => serviceNow.instance('contoso');
    let desk: TestDesk;
    beforeAll(async () => {
      desk = await startDesk(startSlack, { live: { serviceNow: withInbox(serviceNow) } });
      await knowsWhereNowIs(desk);
    });
    afterAll(() => desk.stop());

    const raise = (title: string) =>
      String(contoso().addIncident({ short_description: title, description: 'Please help.' }).sys_id);
    const comments = (incident: string) => contoso().written(incident, 'comments');
    const calls = (body: unknown, secret = HOOK, customer = 'contoso') =>
      fetch(`${desk.app.origin}/webhooks/serviceNow/${customer}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-msp-secret': secret },
        body: JSON.stringify(body),
      });

    test('an incident that the instance tells of reaches a technician, and learns that it did', async () => {
      const caller = contoso().addUser({ name: 'Bea Hart', email: 'bea@contoso.com' });
      const title = 'The printer on the third floor is jammed';
      const { sys_id } = contoso().addIncident({ short_description: title, caller_id: caller });

      const answer = await calls({ sys_id });

      expect(answer.status).toBe(200);
      expect((await sees(desk.chat, 'tess', title)).text).toContain('Bea Hart');
      await expect.poll(() => comments(String(sys_id))).toEqual([expect.stringContaining('A technician')]);
      await expect
        .poll(() => effectsOf(desk))
        .toEqual([{ operation: 'serviceNow.addComment', state: 'done', attempt: 1 }]);
    });

    test('told of three times and found by looking too, it is one ticket', async () => {
      const incident = raise('The scanner beeps all the time');

      await Promise.all([calls({ sys_id: incident }), calls({ sys_id: incident }), calls({ sys_id: incident })]);
      await desk.app.lookForTickets();

      await expect.poll(() => comments(incident)).toHaveLength(1);
      await desk.app.settled();
      expect(await ticketsAbout(desk, 'scanner beeps')).toBe(1);
    });

    test('one that nobody told of is found by looking', async () => {
      const incident = raise('The projector in room two stays dark');

      await desk.app.lookForTickets();

      await sees(desk.chat, 'tess', 'The projector in room two stays dark');
      await expect.poll(() => comments(incident)).toHaveLength(1);
    });

    test('one that the desk has opened itself does not come in', async () => {
      contoso().addIncident({ short_description: 'The desk wrote this one', correlation_id: `msp:${'a'.repeat(40)}` });

      await desk.app.lookForTickets();
      await desk.app.settled();

      expect(await ticketsAbout(desk, 'The desk wrote this one')).toBe(0);
    });

    test('a command in a ticket commands nothing', async () => {
      const incident = raise('/msp reset-password sam@contoso.com');

      await calls({ sys_id: incident });

      await expect.poll(() => ticketsAbout(desk, '/msp reset-password')).toBe(1);
      await desk.app.settled();
      const { rows } = await desk.database.query(
        `select 1 from app.ticket where ticket->>'subject' like '/msp%' and ticket ? 'command'`,
      );
      expect(rows).toEqual([]);
    });

    test.each([
      ['a wrong secret', { sys_id: 'a'.repeat(32) }, 'guess', 'contoso'],
      ['no secret', { sys_id: 'a'.repeat(32) }, '', 'contoso'],
      ['a customer that is nobody', { sys_id: 'a'.repeat(32) }, HOOK, 'fabrikam'],
    ])('a call with %s is refused, and nothing of it is kept', async (_, body, secret, customer) => {
      const answer = await calls(body, secret, customer);

      expect(answer.status).toBe(401);
      const { rows } = await desk.database.query(`select 1 from app.arrival where ticket_id = $1`, ['a'.repeat(32)]);
      expect(rows).toEqual([]);
    });

    test('an instance that sleeps loses nothing: what was told of is read when it is awake', async () => {
      const incident = raise('The badge reader is dead');
      contoso().rules.hibernates = true;
      await calls({ sys_id: incident });
      await desk.app.settled();
      expect(await ticketsAbout(desk, 'badge reader')).toBe(0);

      contoso().rules.hibernates = false;
      await desk.database.query(`update app.arrival set leased_until = '-infinity'`);
      await desk.app.lookForTickets();

      await expect.poll(() => comments(incident)).toHaveLength(1);
    });
  });

  describe('from ServiceNow, which can not be read', () => {
    const serviceNow = createServiceNow();
    let desk: TestDesk;
    beforeAll(async () => {
      desk = await startDesk(startSlack, { live: { serviceNow: withInbox(serviceNow) } });
      await knowsWhereNowIs(desk);
    });
    afterAll(() => desk.stop());

    test('a ticket that was tried often enough is somebody’s to look at, and they are told once', async () => {
      serviceNow.instance('contoso').rules.hibernates = true;
      const lost = 'f'.repeat(32);
      await desk.database.query(
        `insert into app.arrival (connector, customer_id, ticket_id, tries) values ('serviceNow', 'contoso', $1, 9)`,
        [lost],
      );

      await desk.app.lookForTickets();

      await sees(desk.chat, 'tess', `ServiceNow has told of its ticket ${lost}, and I could not read it.`);
      await desk.app.lookForTickets();
      const told = (await desk.chat.seenBy('tess')).filter(({ text }) => text.includes(lost));
      expect(told).toHaveLength(1);
    });
  });

  describe('from ServiceNow, about an account', () => {
    const serviceNow = createServiceNow();
    const graph = createMicrosoft();
    const contoso = () => serviceNow.instance('contoso');
    let desk: TestDesk;
    beforeAll(async () => {
      desk = await startDesk(startSlack, {
        live: { serviceNow: withInbox(serviceNow), graph },
        publicUrl: 'https://desk.contoso.example',
        roster: (usual) => ({ ...usual, people: usual.people.map(knownInServiceNow) }),
      });
      const { id: managerId } = graph.tenant('contoso').addUser({ userPrincipalName: 'kim@contoso.com' });
      graph.tenant('contoso').addUser({ userPrincipalName: 'ada@contoso.com', managerId });
      await knowsWhereNowIs(desk);
    });
    afterAll(() => desk.stop());

    test('a technician says which, an approver approves, and the incident is resolved with what was approved by whom', async () => {
      const { chat } = desk;
      const caller = contoso().addUser({ name: 'Ada Lovelace', email: 'ada@contoso.com' });
      const { sys_id } = contoso().addIncident({ short_description: 'I forgot my password', caller_id: caller });
      await desk.app.lookForTickets();

      const question = await sees(chat, 'tess', 'Contoso, help desk ticket: Which account');
      await chat.presses('tess', 'Answer', question, { answer: 'ada@contoso.com' });
      await verifies(chat, 'ada@contoso.com', 'ada');
      await chat.presses('sam', 'Approve', await sees(chat, 'sam', 'Approval needed'));

      await sees(chat, 'ada', 'https://desk.contoso.example/handover#');
      await expect.poll(() => contoso().incident(numberOf(sys_id))?.state).toBe('6');
      const comments = contoso().written(String(sys_id), 'comments').join('\n');
      expect(comments).toContain('approved by Sam Carter');
      expect(comments).toContain('ada@contoso.com');
      const { password } = graph.tenant('contoso').user('ada@contoso.com').passwordProfile;
      expect(comments).not.toContain(password);
      expect(comments).not.toContain('handover#');
    });

    test('an approver who is not known there decides nothing about its tickets', async () => {
      const { chat } = desk;
      contoso().addIncident({ short_description: 'I forgot my password, once more' });
      await desk.app.lookForTickets();
      const question = await sees(chat, 'tess', (shown) => shown.buttons.includes('Answer'));
      await chat.presses('tess', 'Answer', question, { answer: 'ada@contoso.com' });
      await verifies(chat, 'ada@contoso.com', 'ada');
      const card = await sees(chat, 'kim', (shown) => shown.text.includes('once more') && shown.buttons.length > 0);

      await chat.presses('kim', 'Approve', card);

      await sees(chat, 'kim', 'An admin can link you both');
    });

    const numberOf = (id: unknown) => String(contoso().records.incident.find(({ sys_id }) => sys_id === id)?.number);
  });

  describe('signed by a help desk without a connector', () => {
    const SECRET = 'signing-secret-of-contoso';
    let desk: TestDesk;
    beforeAll(async () => {
      desk = await startDesk(startSlack, {
        ticketSecret: SECRET,
        roster: (usual) => ({ ...usual, people: usual.people.map(knownByMail) }),
      });
    });
    afterAll(() => desk.stop());

    const now = () => String(Math.floor(Date.now() / 1000));
    const signed = (payload: string, { secret = SECRET, timestamp = now(), customer = 'contoso' } = {}) => ({
      'x-msp-customer': customer,
      'x-msp-timestamp': timestamp,
      'x-msp-signature': signatureOf(timestamp, Buffer.from(payload), secret),
    });
    const post = (body: string, headers: Record<string, string>) =>
      fetch(`${desk.app.origin}/tickets`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
    const outcomeOf = async (ticket: string) => {
      const path = `/tickets/${ticket}`;
      const answer = await fetch(`${desk.app.origin}${path}`, { headers: signed(path) });
      return answer.json();
    };
    const ticket = (id: string, subject: string) =>
      JSON.stringify({ id, subject, body: '', requester: { id: 'bea@contoso.com', name: 'Bea Hart' } });

    test('a ticket is taken, worked on, and its outcome can be fetched', async () => {
      const body = ticket('HD-1', 'The printer on the second floor is jammed');

      const answer = await post(body, signed(body));

      expect(answer.status).toBe(202);
      await sees(desk.chat, 'tess', 'The printer on the second floor is jammed');
      await expect.poll(() => outcomeOf('HD-1')).toMatchObject({ ticket: 'HD-1', outcome: 'assigned' });
    });

    test('sent twice it is one ticket', async () => {
      const body = ticket('HD-2', 'The plotter smells');

      await post(body, signed(body));
      await post(body, signed(body));

      await expect.poll(() => outcomeOf('HD-2')).toMatchObject({ outcome: 'assigned' });
      expect(await ticketsAbout(desk, 'plotter smells')).toBe(1);
    });

    test('whose account it is about, a technician picks from those of that name', async () => {
      const { chat } = desk;
      const body = ticket('HD-8', 'I forgot my password, the silver one');

      await post(body, signed(body));
      const isAsked = ({ text, buttons }: Shown) => text.includes('Which account') && buttons.includes('Answer');
      const question = await sees(chat, 'tess', isAsked);
      expect(question.text).toContain('Bea Hart (ada.hill@contoso.com)');
      await chat.presses('tess', 'Answer', question, { answer: 'ada.hill@contoso.com' });

      await sees(chat, 'tess', /Answered[\s\S]*Tess Novak answered: ada\.hill@contoso\.com/);
    });

    test.each([
      ['signed with another secret', (body: string) => signed(body, { secret: 'other' })],
      ['signed six minutes ago', (body: string) => signed(body, { timestamp: String(Number(now()) - 360) })],
      ['signed six minutes ahead', (body: string) => signed(body, { timestamp: String(Number(now()) + 360) })],
      ['signed for another body', () => signed('{}')],
      ['of a customer that sends none', (body: string) => signed(body, { customer: 'fabrikam' })],
      ['not signed', () => ({})],
    ])('one that is %s is refused, and nothing of it is kept', async (_, headersFor) => {
      const body = ticket('HD-9', 'Forged');

      const answer = await post(body, headersFor(body));

      expect(answer.status).toBe(401);
      expect(await ticketsAbout(desk, 'Forged')).toBe(0);
    });

    test.each(['', 'fifteen-letters'])('a secret such as %j is too short to sign anything', (secret) => {
      const payload = Buffer.from('{}');
      const timestamp = now();
      const signature = signatureOf(timestamp, payload, secret);

      expect(isSigned({ timestamp, signature, payload }, [secret], new Date())).toBe(false);
      expect(isSigned({ timestamp, signature, payload }, [], new Date())).toBe(false);
    });

    test('one that is no ticket is told what is wrong with it, without its values', async () => {
      const body = JSON.stringify({
        id: 'HD 3',
        subject: '',
        requester: { id: 'x', name: 'Bea' },
        password: 'hunter2',
      });

      const answer = await post(body, signed(body));

      expect(answer.status).toBe(422);
      const said = await answer.text();
      expect(said).toContain('id: use letters');
      expect(said).toContain('subject');
      expect(said).not.toContain('hunter2');
    });

    test('one in the name of somebody who is linked there takes nothing of theirs, and no approver who may have sent it decides', async () => {
      const { chat } = desk;
      const requester = { id: 'ada@contoso.com', name: 'Ada Lovelace' };
      const body = JSON.stringify({ id: 'HD-7', subject: 'I forgot my password', requester });

      await post(body, signed(body));
      const question = await sees(chat, 'tess', 'Contoso, help desk ticket: Which account');
      await chat.presses('tess', 'Answer', question, { answer: 'ada@contoso.com' });

      await verifies(chat, 'ada@contoso.com', 'ada');

      const why = 'Nobody for Contoso may approve this';
      await expect
        .poll(() => outcomeOf('HD-7'))
        .toMatchObject({
          outcome: 'failed',
          messages: expect.arrayContaining([expect.objectContaining({ text: expect.stringContaining(why) })]),
        });
      expect(await effectsOf(desk)).toEqual([]);
    });
  });
});

/** Ada is known at the help desk that signs its tickets, by the address that a mail says it is from. */
function knownByMail(person: Person): Person {
  if (person.id !== 'ada') return person;
  const identity = { platform: 'tickets', workspace: 'contoso', user: 'ada@contoso.com' };
  return { ...person, identities: [...person.identities, identity] };
}

/** Sam is known at the help desk, so that it is sure who did not file a ticket there. */
function knownInServiceNow(person: Person): Person {
  if (person.id !== 'sam') return person;
  const identity = { platform: 'serviceNow', workspace: 'contoso', user: 'sam@contoso.com' };
  return { ...person, identities: [...person.identities, identity] };
}

async function ticketsAbout({ database }: TestDesk, words: string): Promise<number> {
  const { rows } = await database.query(`select 1 from app.ticket where ticket->>'body' like $1`, [`%${words}%`]);
  return rows.length;
}
