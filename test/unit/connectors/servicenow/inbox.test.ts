import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OwnCall } from '../../../../src/connectors/inbox.ts';
import { inbox } from '../../../../src/connectors/servicenow/inbox.ts';
import { listNewIncidents } from '../../../../src/connectors/servicenow/operations/list-new-incidents.ts';
import { type Office, openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const open = (customer: string, more: object = {}) =>
  stage.open(customer, { connection: { inbox: { secret: 'env:HOOK', ...more } } });

function minutesPass(minutes: number): void {
  stage.clock.now = new Date(stage.clock.now.getTime() + minutes * 60_000);
}

async function perform({ run }: Office, call: OwnCall | undefined) {
  return run(call?.operation ?? '', call?.input);
}

async function look(office: Office, cursor: string | null) {
  return inbox.news.read(await perform(office, inbox.news.call(cursor)), cursor);
}

describe('news', () => {
  test('the first look only learns where now is', async () => {
    const office = open('first');
    office.instance.addIncident({ short_description: 'old' });

    const { arrivals, cursor } = await look(office, null);

    expect(arrivals).toEqual([]);
    expect(cursor).toBe(stage.clock.now.toISOString());
    expect(inbox.news.read(listNewIncidents.example.output, null).arrivals).toEqual([]);
  });

  test('what was opened since comes in with its story, oldest first', async () => {
    const office = open('news');
    const ada = office.instance.addUser({ name: 'Ada Park', email: 'ada@contoso.com' });
    const { cursor } = await look(office, null);
    minutesPass(2);
    const first = office.instance.addIncident({ short_description: 'Mail', description: 'Gone.', caller_id: ada });
    minutesPass(1);
    office.instance.addIncident({ short_description: 'Printer' });

    const news = await look(office, cursor);

    expect(news.arrivals.map(({ subject }) => subject)).toEqual(['Mail', 'Printer']);
    expect(news.arrivals[0]).toMatchObject({
      ticketId: first.sys_id,
      body: 'Gone.',
      requester: { id: ada, name: 'Ada Park' },
    });
    expect(news.cursor).toBe(news.arrivals[1]?.at);
  });

  test('two of the same second are never torn apart by the cursor', async () => {
    const office = open('ties');
    const { cursor } = await look(office, null);
    minutesPass(1);
    office.instance.addIncident({ short_description: 'one' });
    const after = await look(office, cursor);
    office.instance.addIncident({ short_description: 'other' });

    const { arrivals } = await look(office, after.cursor);

    expect(arrivals.map(({ subject }) => subject)).toContain('other');
  });

  test('what is seen a little after its time is not missed', async () => {
    const office = open('late');
    const { cursor } = await look(office, null);
    const early = stage.clock.now.toISOString().slice(0, 19).replace('T', ' ');
    minutesPass(3);
    office.instance.addIncident({ short_description: 'quick' });
    const after = await look(office, cursor);
    office.instance.addIncident({ short_description: 'slow', sys_created_on: early });

    expect((await look(office, after.cursor)).arrivals.map(({ subject }) => subject)).toEqual(['slow', 'quick']);
  });

  test('a page full of what the account may not see is not the end', async () => {
    const office = open('hidden');
    const { cursor } = await look(office, null);
    minutesPass(1);
    for (let count = 0; count < 199; count++)
      office.instance.rules.hidden.add(String(office.instance.addIncident().number));
    minutesPass(1);
    for (const subject of ['last', 'very last']) office.instance.addIncident({ short_description: subject });

    const { arrivals } = await look(office, cursor);

    expect(arrivals.map(({ subject }) => subject)).toEqual(['last', 'very last']);
  });

  test('our own never come in, nor what somebody has finished already', async () => {
    const office = open('own');
    const { cursor } = await look(office, null);
    minutesPass(1);
    await office.run('createIncident', { title: 'Ours', description: 'x', requester: 'Ada Park' });
    office.instance.addIncident({ short_description: 'Solved at once', state: '6' });

    expect((await look(office, cursor)).arrivals).toEqual([]);
  });

  test("only the customer's own company brings tickets", async () => {
    const { instance } = open('shared');
    const own = instance.add('core_company', { name: 'Contoso' }).sys_id;
    const office = stage.open('shared', { connection: { company: own } });
    const { cursor } = await look(office, null);
    minutesPass(1);
    instance.addIncident({ short_description: 'theirs' });
    instance.addIncident({ short_description: 'ours', company: own ?? '' });

    expect((await look(office, cursor)).arrivals.map(({ subject }) => subject)).toEqual(['ours']);
  });
});

describe("the business rule's call", () => {
  const signal = AbortSignal.timeout(10_000);
  const call = (headers: Record<string, string>, body: unknown = {}) => ({
    headers,
    rest: '',
    body: Buffer.from(JSON.stringify(body)),
  });
  const isProven = ({ connection, tools }: Office, headers: Record<string, string>) =>
    inbox.webhook?.isProven(call(headers), connection, tools, signal);

  test('the secret proves it, and while it is rotated both do', async () => {
    const office = open('rotation', { previousSecret: 'env:OLD_HOOK' });
    Object.assign(office.credentials, { 'env:HOOK': 'new-secret', 'env:OLD_HOOK': 'old-secret' });

    expect(await isProven(office, { 'x-msp-secret': 'new-secret' })).toBe(true);
    expect(await isProven(office, { 'x-msp-secret': 'old-secret' })).toBe(true);
  });

  test.each([
    ['a wrong one', { 'x-msp-secret': 'new-secreT' }],
    ['none', {}],
    ['an empty one', { 'x-msp-secret': '' }],
    ['one in another header', { authorization: 'new-secret' }],
  ])('%s proves nothing', async (what, headers) => {
    const office = open(`proof-${what.replaceAll(' ', '-')}`);
    office.credentials['env:HOOK'] = 'new-secret';

    expect(await isProven(office, headers)).toBe(false);
  });

  test('nothing proves it where no tickets come in, or where the secret is empty', async () => {
    expect(await isProven(stage.open('shut'), { 'x-msp-secret': '' })).toBe(false);
    expect(await isProven(stage.open('shut'), { 'x-msp-secret': 'x' })).toBe(false);
    expect(await isProven(open('blank'), { 'x-msp-secret': '' })).toBe(false);
    expect(inbox.isOpen(stage.open('shut').connection)).toBe(false);
  });

  test('it names a ticket by id or number, which is read again before it is believed', async () => {
    const office = open('reread');
    const { number, sys_id = '' } = office.instance.addIncident({ short_description: 'The truth' });

    for (const body of [{ sys_id, short_description: 'A lie' }, { number }]) {
      const [ticketId = ''] = inbox.webhook?.tickets(body) ?? [];
      const arrival = inbox.ticket.arrival(await perform(office, inbox.ticket.call(ticketId)));
      expect(arrival).toMatchObject({ ticketId: sys_id, subject: 'The truth' });
    }
  });

  test("our own is nobody's ticket", async () => {
    const office = open('own-call');
    const { number } = await office.run('createIncident', { title: 'Ours', description: 'x', requester: 'Ada Park' });

    expect(inbox.ticket.arrival(await office.run('getIncident', { incident: number }))).toBeUndefined();
  });

  test.each([undefined, null, 'x', [], {}, { sys_id: '../admin' }, { number: 'INC1^NQ' }])(
    'a body that names none only says that there is something: %j',
    (body) => {
      expect(inbox.webhook?.tickets(body)).toBe('news');
    },
  );
});

describe('what became of it', () => {
  test('is a comment for the requester, and resolves the incident when it is solved', async () => {
    const office = open('outcome');
    const { sys_id = '' } = office.instance.addIncident();

    await perform(office, inbox.comment(sys_id, `Done.${'x'.repeat(5_000)}`));
    await perform(office, inbox.conclude(sys_id, 'resolved', 'There is more space now.'));

    expect(office.instance.written(sys_id, 'comments')[0]).toMatch(/^Done\./);
    expect(office.instance.records.incident[0]).toMatchObject({ state: '6', close_notes: 'There is more space now.' });
  });

  test.each(['assigned', 'escalated', 'denied', 'expired', 'failed'] as const)(
    '%s leaves its state to people',
    (outcome) => {
      expect(inbox.conclude('0'.repeat(32), outcome, 'x')).toBeUndefined();
    },
  );
});
