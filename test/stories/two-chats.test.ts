import { afterAll, beforeAll, expect, test } from 'vitest';
import { sees } from '../fakes/chat.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { startSlack } from '../fakes/slack.ts';
import { startTeams, type TeamsChat } from '../fakes/teams.ts';
import { effectsOf, stateOf } from '../fakes/world.ts';

describeWithDatabase('a desk on Slack and Teams at once', () => {
  let desk: TestDesk;
  let teams: TeamsChat;
  beforeAll(async () => {
    teams = await startTeams();
    desk = await startDesk(startSlack, {
      alsoOn: teams,
      roster: ({ people, ...rest }) => ({
        ...rest,
        people: people.map((person) =>
          person.id === 'ada' ? { ...person, roles: { contoso: ['approver'] } } : person,
        ),
      }),
    });
    for (const who of ['ada', 'sam', 'kim'] as const) await teams.whispersToBot(who, 'help');
    for (const who of ['ada', 'sam', 'kim'] as const) await sees(teams, who, '/msp status');
  });
  afterAll(() => desk.stop());

  test('what is asked on Slack can be approved on Teams, and the card is rewritten on both', async () => {
    const slack = desk.chat;
    await slack.says('ada', 'I forgot my password, the blue one');
    const onSlack = await sees(
      slack,
      'kim',
      ({ text }) => text.includes('Approval needed') && text.includes('the blue one'),
    );
    const onTeams = await sees(
      teams,
      'sam',
      ({ text }) => text.includes('Approval needed') && text.includes('the blue one'),
    );

    await teams.presses('sam', 'Approve', onTeams);

    await sees(slack, 'ada', 'Resolved in');
    const rewritten = await sees(slack, 'kim', ({ id, buttons }) => id === onSlack.id && buttons.length === 0);
    expect(rewritten.text).toContain('By Sam Carter');
    await sees(teams, 'kim', ({ text }) => text.includes('By Sam Carter') && text.includes('the blue one'));
    expect(await effectsOf(desk)).toHaveLength(1);
  });

  test('nobody approves on Teams what they asked for on Slack', async () => {
    await desk.chat.says('ada', 'I forgot my password, the green one');
    const own = await sees(
      teams,
      'ada',
      ({ text }) => text.includes('Approval needed') && text.includes('the green one'),
    );

    await teams.presses('ada', 'Approve', own);

    await sees(teams, 'ada', 'You asked for this yourself');
    expect(await stateOf(desk, 'the green one')).toBe('pending');
  });

  test('of a click on Slack and one on Teams at the same time one wins', async () => {
    const slack = desk.chat;
    await slack.says('ada', 'I forgot my password, the yellow one');
    const onSlack = await sees(
      slack,
      'kim',
      ({ text }) => text.includes('Approval needed') && text.includes('the yellow one'),
    );
    const onTeams = await sees(
      teams,
      'sam',
      ({ text }) => text.includes('Approval needed') && text.includes('the yellow one'),
    );
    const before = (await effectsOf(desk)).length;

    await Promise.all([slack.presses('kim', 'Deny', onSlack), teams.presses('sam', 'Approve', onTeams)]);

    const loser = await Promise.any([sees(slack, 'kim', 'has already'), sees(teams, 'sam', 'has already')]);
    expect(loser.text).toMatch(/(Sam Carter|Kim Diaz) has already/);
    await desk.app.settled();
    const state = await stateOf(desk, 'the yellow one');
    await expect.poll(async () => (await effectsOf(desk)).length - before).toBe(state === 'approved' ? 1 : 0);
  });

  test('what was done is taken back once, on whichever of them it is asked for', async () => {
    const slack = desk.chat;
    await slack.commands('sam', 'assign-license ada@contoso.com Visio Plan 2');
    const card = await sees(teams, 'kim', /Approval needed[\s\S]*Visio Plan 2/);
    await teams.presses('kim', 'Approve', card);
    const result = await sees(slack, 'sam', ({ buttons }) => buttons.includes('Undo'));
    const [ticket = ''] = /MSP-\d+/.exec(result.text) ?? [];

    await slack.presses('sam', 'Undo', result);
    await sees(teams, 'kim', /Approval needed[\s\S]*Undo: Assign the licence/);
    await teams.commands('kim', `undo ${ticket}`);

    await sees(teams, 'kim', new RegExp(`MSP-\\d+ asks for what ${ticket} did to be taken back`));
    const { rowCount } = await desk.database.query(
      `select from app.ticket where ticket->'command'->>'workflow' = 'undo'`,
    );
    expect(rowCount).toBe(1);
  });
});
