import { afterAll, beforeAll, expect, test } from 'vitest';
import { sees } from '../fakes/chat.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { startSlack } from '../fakes/slack.ts';
import { createMicrosoft } from '../fakes/vendors/graph.ts';
import { effectsOf } from '../fakes/world.ts';

describeWithDatabase('a customer whose Microsoft Graph is real', () => {
  const graph = createMicrosoft();
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startDesk(startSlack, { live: { graph } });
    graph.tenant('contoso').addUser({ userPrincipalName: 'ada@contoso.com', usageLocation: 'GB' });
    graph.tenant('contoso').addSku({ skuPartNumber: 'VISIO_PLAN_2' });
  });
  afterAll(() => desk.stop());

  test('gets a licence assigned once it is approved', async () => {
    const { chat } = desk;
    await chat.commands('ada', 'assign-license ada@contoso.com VISIO_PLAN_2');
    const card = await sees(chat, 'sam', 'Approval needed');

    await chat.presses('sam', 'Approve', card);

    const result = await sees(chat, 'ada', 'Resolved in');
    expect(result.text).not.toContain('Demo mode');
    expect(graph.tenant('contoso').users[0]?.assignedLicenses).toHaveLength(1);
    expect(await effectsOf(desk)).toEqual([{ operation: 'graph.assignLicense', state: 'done', attempt: 1 }]);
  });
});
