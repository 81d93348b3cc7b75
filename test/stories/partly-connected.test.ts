import { afterAll, beforeAll, expect, test } from 'vitest';
import { sees } from '../fakes/chat.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { startSlack } from '../fakes/slack.ts';
import { createMicrosoft } from '../fakes/vendors/graph.ts';

describeWithDatabase('a customer of whom only Microsoft Graph is real yet', () => {
  const graph = createMicrosoft();
  const tenant = () => graph.tenant('contoso');
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startDesk(startSlack, { live: { graph }, publicUrl: 'https://desk.contoso.example' });
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
});
