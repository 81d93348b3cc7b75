import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyDatabase } from '../../src/audit/verify-database.ts';
import { sees } from '../fakes/chat.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { startTerminal } from '../fakes/terminal.ts';

const WORDS = 'I forgot my password, please reset it before the canary sings';

describeWithDatabase('what the desk writes down of a password reset', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startDesk(async () => startTerminal());
    const { chat } = desk;
    await chat.says('ada', WORDS);
    await chat.presses('sam', 'Approve', await sees(chat, 'sam', 'Approval needed'));
    await sees(chat, 'ada', 'Resolved in');
    await chat.says('otto', 'please reset my password, I have forgotten it');
    await chat.presses('kim', 'Deny', await sees(chat, 'kim', /Approval needed[\s\S]*please reset my password/));
    await sees(chat, 'otto', 'Denied');
    await desk.app.settled();
  });
  afterAll(() => desk.stop());

  const lines = async () => {
    const { rows } = await desk.database.query('select action, actor, facts, line from app.audit order by seq');
    return rows;
  };
  const factsOf = async (action: string) => (await lines()).find((line) => line.action === action)?.facts;

  test('holds, and no promise is broken', async () => {
    const report = await verifyDatabase(desk.database, { keys: new Map() });

    expect(report.flaws).toEqual([]);
    expect(report.promises).toMatchObject({ approvals: 2, effects: 1, byHand: 0, open: 0, unsure: 0 });
  });

  test('says who asked and how that was proven, and has only a digest of their words', async () => {
    expect(await factsOf('ticket.opened')).toEqual({
      requester: { person: 'ada', proven: 'linked', platform: 'terminal', workspace: expect.any(String), user: 'ada' },
      text: expect.stringMatching(/^[0-9a-f]{64}$/),
      command: null,
    });
    expect((await lines()).map(({ line }) => line).join('\n')).not.toContain('canary');
  });

  test('says what was believed by whom, and which workflow was taken', async () => {
    const workflow = {
      name: 'reset-password',
      version: expect.any(Number),
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    };
    expect(await factsOf('ticket.understood')).toMatchObject({
      workflow,
      belief: { category: 'password_reset', confidence: expect.any(Number), judge: 'offline', model: null },
    });
    expect(await factsOf('ticket.resolved')).toEqual({ workflow });
  });

  test('says what was sent and what came back, with a reference in place of the password', async () => {
    expect(await factsOf('effect.intended')).toMatchObject({
      ...{ operation: 'graph.resetPassword', risk: 'sensitive', mode: 'demo', byHand: false },
      input: { account: 'ada@contoso.com' },
    });
    expect(await factsOf('effect.done')).toMatchObject({
      result: { account: 'ada@contoso.com', password: expect.stringMatching(/^sealed:/) },
    });
  });
});
