import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../../src/domain/person.ts';
import { signatureOf } from '../../src/intake/signature.ts';
import { type Shown, sees } from '../fakes/chat.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { startSlack } from '../fakes/slack.ts';
import { createMicrosoft } from '../fakes/vendors/graph.ts';

const SECRET = 'signing-secret-of-contoso';

describeWithDatabase('a customer of whom only Microsoft Graph is real yet', () => {
  const graph = createMicrosoft();
  const tenant = () => graph.tenant('contoso');
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startDesk(startSlack, {
      live: { graph },
      publicUrl: 'https://desk.contoso.example',
      ticketSecret: SECRET,
      roster: (usual) => ({ ...usual, people: usual.people.map(knownAtTheHelpDesk) }),
    });
    tenant().addUser({ userPrincipalName: 'otto@contoso.com', displayName: 'Otto Berg' });
  });
  afterAll(() => desk.stop());

  test('is told which part was only simulated, and never that nothing was changed', async () => {
    const { chat } = desk;
    const before = tenant().passwordChanges;
    await chat.commands('otto', 'reset-with-ticket otto@contoso.com');
    await chat.presses('sam', 'Approve', await sees(chat, 'sam', 'Approval needed'));

    const { text } = await sees(chat, 'otto', 'Resolved in');

    expect(tenant().passwordChanges).toBe(before + 1);
    expect(text).toContain('Demo mode, not really done: Open a help desk ticket, Close the help desk ticket.');
    expect(text).not.toContain('nothing outside');
  });

  test('has technicians who know that a ticket was only simulated', async () => {
    const { chat } = desk;

    await chat.says('ada', 'The coffee machine in the kitchen hums');

    const { text } = await sees(chat, 'tess', /Please get in touch[\s\S]*coffee machine/);
    expect(text).toContain('Demo mode, not really done: Open a help desk ticket.');
  });

  test('has its own help desk told that a solution was only simulated', async () => {
    const { chat } = desk;
    const body = JSON.stringify({
      id: 'HD-1',
      subject: 'Low disk space warning on CONTOSO-PC-17',
      requester: { id: 'bea@contoso.com', name: 'Bea Hart' },
    });
    await fetch(`${desk.app.origin}/tickets`, { method: 'POST', headers: signed(body), body });
    await chat.presses('sam', 'Approve', await sees(chat, 'sam', /Approval needed[\s\S]*CONTOSO-PC-17/));
    await chat.presses('tess', 'It is done', await sees(chat, 'tess', isTask));

    const outcome = async () =>
      (await fetch(`${desk.app.origin}/tickets/HD-1`, { headers: signed('/tickets/HD-1') })).json();

    await expect.poll(outcome, { timeout: 20_000 }).toMatchObject({ outcome: 'resolved', simulated: true });
  });
});

const isTask = ({ buttons }: Shown) => buttons.includes('It is done');

function signed(payload: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  return {
    'content-type': 'application/json',
    'x-msp-customer': 'contoso',
    'x-msp-timestamp': timestamp,
    'x-msp-signature': signatureOf(timestamp, Buffer.from(payload), SECRET),
  };
}

/** Sam is known at the help desk, so that it is sure who did not file a ticket there. */
function knownAtTheHelpDesk(person: Person): Person {
  if (person.id !== 'sam') return person;
  const identity = { platform: 'tickets', workspace: 'contoso', user: 'sam@contoso.com' };
  return { ...person, identities: [...person.identities, identity] };
}
