import { afterAll, beforeAll, expect, test } from 'vitest';
import { sees } from '../fakes/chat.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { startSlack } from '../fakes/slack.ts';
import { createMicrosoft } from '../fakes/vendors/graph.ts';
import { verifies } from '../fakes/verifies.ts';
import { effectsOf } from '../fakes/world.ts';

const refused = { error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges' } };

describeWithDatabase('a reset with a ticket and help at hand', () => {
  const graph = createMicrosoft();
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startDesk(startSlack, { live: { graph }, publicUrl: 'https://desk.contoso.example' });
    const { id: managerId } = graph.tenant('contoso').addUser({ userPrincipalName: 'kim@contoso.com' });
    graph.tenant('contoso').addUser({ userPrincipalName: 'ada@contoso.com', displayName: 'Ada Lovelace', managerId });
  });
  afterAll(() => desk.stop());

  test('becomes a remote session when the directory refuses the reset for certain, and closes the ticket after it', async () => {
    const { chat, lab } = desk;
    lab?.fail({ method: 'PATCH', path: /\/users\// }, { how: { instead: { status: 403, body: refused } } });
    await chat.commands('otto', 'reset-with-ticket ada@contoso.com');
    await verifies(chat, 'ada@contoso.com', 'ada');
    await chat.presses('sam', 'Approve', await sees(chat, 'sam', /Approval needed[\s\S]*Start a remote session/));

    const task = await sees(chat, 'tess', /Please do this by hand[\s\S]*could not be reset/);
    expect((await effectsOf(desk)).map(({ operation }) => operation)).not.toContain('zohoDesk.closeTicket');
    await chat.presses('tess', 'It is done', task);

    const result = await sees(chat, 'otto', 'Resolved in');
    expect(result.text).toContain('ada@contoso.com was helped');
    const ended = (await effectsOf(desk)).map(({ operation, state }) => `${operation} ${state}`);
    expect(ended.toSorted()).toEqual([
      'graph.resetPassword failed',
      'zohoAssist.createSession done',
      'zohoDesk.closeTicket done',
      'zohoDesk.createTicket done',
    ]);
    expect(graph.tenant('contoso').passwordChanges).toBe(0);
  });

  test('needs no session when the reset works', async () => {
    const { chat } = desk;
    const before = (await effectsOf(desk)).length;
    await chat.commands('otto', 'reset-with-ticket ada@contoso.com');
    await verifies(chat, 'ada@contoso.com', 'ada');
    await chat.presses('sam', 'Approve', await sees(chat, 'sam', ({ buttons }) => buttons.includes('Approve')));

    await expect.poll(async () => (await effectsOf(desk)).length - before, { timeout: 20_000 }).toBe(3);
    const operations = (await effectsOf(desk)).slice(before).map(({ operation }) => operation);
    expect(operations.toSorted()).toEqual(['graph.resetPassword', 'zohoDesk.closeTicket', 'zohoDesk.createTicket']);
    expect(graph.tenant('contoso').passwordChanges).toBe(1);
  });
});
