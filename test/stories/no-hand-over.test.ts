import { afterEach, expect, test } from 'vitest';
import type { Roster } from '../../src/domain/roster.ts';
import { sees } from '../fakes/chat.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { startSlack } from '../fakes/slack.ts';
import { createMicrosoft } from '../fakes/vendors/graph.ts';
import { verifies } from '../fakes/verifies.ts';
import { effectsOf } from '../fakes/world.ts';

const PAGES = 'https://desk.contoso.example';

describeWithDatabase('a password that nobody could be given is not made', () => {
  let desk: TestDesk;
  let graph: ReturnType<typeof createMicrosoft>;
  afterEach(() => desk.stop());

  async function start(options: Parameters<typeof startDesk>[1] = {}): Promise<void> {
    graph = createMicrosoft();
    desk = await startDesk(startSlack, { live: { graph }, ...options });
    const { id: managerId } = graph.tenant('contoso').addUser({ userPrincipalName: 'kim@contoso.com' });
    for (const name of ['ada', 'grace'])
      graph.tenant('contoso').addUser({ userPrincipalName: `${name}@contoso.com`, displayName: name, managerId });
  }

  test('because the desk has no page to show it, and nobody is asked to approve', async () => {
    await start();

    await desk.chat.commands('otto', 'reset-password ada@contoso.com');

    await sees(desk.chat, 'otto', /MSP_(PUBLIC_URL|KEY_FILE)/);
    expect((await desk.chat.seenBy('kim')).some(({ text }) => text.includes('Approval needed'))).toBe(false);
    expect(graph.tenant('contoso').passwordChanges).toBe(0);
  });

  test('because nobody has the account, and the customer has named nobody', async () => {
    await start({ publicUrl: PAGES });

    await desk.chat.commands('otto', 'reset-password grace@contoso.com');

    await sees(desk.chat, 'otto', 'There is nobody to hand the one-time password for grace@contoso.com to');
    expect(graph.tenant('contoso').passwordChanges).toBe(0);
  });

  test('because its owner was unlinked while somebody approved it', async () => {
    await start({ publicUrl: PAGES });
    const { chat } = desk;
    await chat.commands('otto', 'reset-password ada@contoso.com');
    await verifies(chat, 'ada@contoso.com', 'ada');
    const card = await sees(chat, 'sam', 'Approval needed');
    await desk.changeRoster((roster) => ({ ...roster, people: roster.people.filter(({ id }) => id !== 'ada') }));

    await chat.presses('sam', 'Approve', card);

    await sees(chat, 'otto', /could not be handed over, so it was not run[\s\S]*Nothing was changed/);
    expect(graph.tenant('contoso').passwordChanges).toBe(0);
    expect(await effectsOf(desk)).toEqual([]);
  });

  test('but the contact of the customer gets it where its owner is on no chat, and everybody learns who', async () => {
    await start({ publicUrl: PAGES, roster: withContact('otto') });
    const { chat } = desk;
    await chat.commands('ada', 'reset-password grace@contoso.com');
    await verifies(chat, 'grace@contoso.com', 'tess');

    await chat.presses('sam', 'Approve', await sees(chat, 'sam', 'Approval needed'));

    const told = await sees(chat, 'otto', `${PAGES}/handover#`);
    expect(told.where).toBe('direct');
    expect(told.text).toContain('You get it for the owner of grace@contoso.com');
    await sees(chat, 'ada', /Resolved in[\s\S]*Otto Berg got a link that opens once, until \d\d:\d\d UTC/);
    expect((await chat.seenBy('ada')).some(({ text }) => text.includes('handover#'))).toBe(false);
  });
});

function withContact(contact: string) {
  return (usual: Roster): Roster => ({
    ...usual,
    customers: usual.customers.map((customer) => ({ ...customer, handover: { contact } })),
  });
}
