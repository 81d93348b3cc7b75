import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../../src/domain/person.ts';
import { type Shown, sees } from '../fakes/chat.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { startSlack } from '../fakes/slack.ts';
import { openAtera } from '../fakes/vendors/atera.ts';
import type { FakeVendor } from '../fakes/vendors/vendor.ts';
import { bodiesOf, knowsWhereNowIs } from '../fakes/world.ts';

const PATH_SECRET = 'a-path-secret-nobody-guesses';
const GB = 1024;
/** Atera is asked twice a second at most. */
const LONG = { timeout: 20_000 };

/** The same account, whose tickets and alerts come in. */
function withInbox(vendor: FakeVendor): FakeVendor {
  return {
    ...vendor,
    enrol(customer) {
      const { connection, credentials } = vendor.enrol(customer);
      const inbox = { pathSecret: 'env:ATERA_PATH', alerts: true };
      return {
        connection: { ...Object(connection), inbox },
        credentials: { ...credentials, 'env:ATERA_PATH': PATH_SECRET },
      };
    },
  };
}

describeWithDatabase('tickets and alerts that come in from Atera', () => {
  const atera = openAtera();
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startDesk(startSlack, {
      live: { atera: withInbox(atera) },
      roster: (usual) => ({ ...usual, people: usual.people.map(knownInAtera) }),
    });
    await knowsWhereNowIs(desk);
  });
  afterAll(() => desk.stop());

  const rings = (secret: string) =>
    fetch(`${desk.app.origin}/webhooks/atera/contoso/${secret}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ TicketID: 1, TicketTitle: 'Please open the safe' }),
    });
  const ticketTitled = (title: string) => atera.ticketsOf('contoso').find((ticket) => ticket.title === title);
  const isAbout = (words: string, button: string) => (shown: Shown) =>
    shown.text.includes(words) && shown.buttons.includes(button);

  /** What came in about a device, up to where Tess is asked to clean it up and has done so. */
  async function cleanedUp(device: string): Promise<Shown> {
    const { chat } = desk;
    await chat.presses('sam', 'Approve', await sees(chat, 'sam', isAbout(device, 'Approve')));
    const task = await sees(chat, 'tess', isAbout(device, 'It is done'));
    atera.technicianRuns('clean-up-disk');
    await chat.presses('tess', 'It is done', task);
    return task;
  }

  test('a call without a signature only makes the desk look for itself', async () => {
    const title = 'The printer on the third floor is jammed';
    atera.addTicket('contoso', { title });

    const answer = await rings(PATH_SECRET);

    expect(answer.status).toBe(200);
    await sees(desk.chat, 'tess', title);
    await expect.poll(() => ticketTitled(title)?.comments, LONG).toMatchObject([{ internal: false }]);
    expect(await bodiesOf(desk, 'open the safe')).toEqual([]);
  });

  test('a call that does not know the address makes it look at nothing', async () => {
    atera.addTicket('contoso', { title: 'The projector stays dark' });

    const answers = await Promise.all(['guess', PATH_SECRET.slice(1), ''].map(rings));

    expect(answers.map(({ ok }) => ok)).toEqual([false, false, false]);
    await desk.app.settled();
    expect(await bodiesOf(desk, 'projector')).toEqual([]);
  });

  test('a full disk is cleaned up by hand, and the ticket is resolved with who approved it and what it brought', async () => {
    const agent = atera.addAgent('contoso', { name: 'CONTOSO-PC-17', disk: { free: 2 * GB, total: 237 * GB } });
    const title = 'Low disk space warning on CONTOSO-PC-17';
    atera.addTicket('contoso', { title });
    await desk.app.lookForTickets();

    const task = await cleanedUp('CONTOSO-PC-17');

    expect(task.text).toContain(agent.page);
    await expect.poll(() => ticketTitled(title)?.status, LONG).toBe('Resolved');
    const said = ticketTitled(title)?.comments.map(({ text }) => text) ?? [];
    expect(said.join('\n')).toContain('approved by Sam Carter');
    expect(said.join('\n')).toContain('Before: 2 GB free. Now: 31 GB free.');
    await desk.app.lookForTickets();
    expect(await bodiesOf(desk, 'Run clean-up-disk')).toEqual([]);
  });

  test('an alert comes in as a ticket of its own, and is resolved when its disk is clean', async () => {
    const agent = atera.addAgent('contoso', { name: 'CONTOSO-PC-18' });
    const alert = atera.addAlert('contoso', { title: 'Low disk space warning', agent });
    await desk.app.lookForTickets();

    await cleanedUp('CONTOSO-PC-18');

    await expect.poll(() => alert.status, LONG).toBe('Resolved');
  });
});

/** Sam is known at the help desk, so that it is sure who did not file a ticket there. */
function knownInAtera(person: Person): Person {
  if (person.id !== 'sam') return person;
  const identity = { platform: 'atera', workspace: 'contoso', user: '999' };
  return { ...person, identities: [...person.identities, identity] };
}
