import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Shown } from '../fakes/chat.ts';
import { sees } from '../fakes/chat.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { asForm } from '../fakes/slack/requests.ts';
import { type SlackChat, startSlack } from '../fakes/slack.ts';
import { spoilt } from '../fakes/spoilt.ts';
import { startTeams, type TeamsChat } from '../fakes/teams.ts';
import { effectsOf, stateOf } from '../fakes/world.ts';

/** Who may not approve: the one who asked, though an approver; and a stranger. */
const nobodies: readonly Actor[] = ['ada', 'eve'];

describeWithDatabase('a press in which one value is missing, empty or of another kind', () => {
  let desk: TestDesk;
  const adaMayApprove = {
    roster: ({ people, ...rest }: Parameters<NonNullable<Parameters<typeof startDesk>[1]>['roster'] & {}>[0]) => ({
      ...rest,
      people: people.map((person) =>
        person.id === 'ada' ? { ...person, roles: { contoso: ['approver' as const] } } : person,
      ),
    }),
  };

  /** A question about Ada's own password, as Sam sees it. */
  async function asked(): Promise<Shown> {
    await desk.chat.says('ada', 'I forgot my password, please reset it, spoilt milk');
    return sees(desk.chat, 'sam', ({ text }) => text.includes('Approval needed') && text.includes('spoilt milk'));
  }

  /** Nobody who may not approve has, and no press was more than the desk can take. */
  async function nothingHappened(statuses: readonly (readonly [string, number | undefined])[]): Promise<void> {
    expect(statuses.length).toBeGreaterThan(150);
    expect(statuses.filter(([, status]) => status === undefined || status >= 500)).toEqual([]);
    await desk.app.settled();
    expect(await stateOf(desk, 'spoilt milk')).toBe('pending');
    expect(await effectsOf(desk)).toEqual([]);
  }

  describe('on Slack', () => {
    let slack: SlackChat;
    beforeAll(async () => {
      slack = await startSlack();
      desk = await startDesk(async () => slack, adaMayApprove);
    });
    afterAll(() => desk.stop());

    test('is never more than the whole one, and never an error of ours', { timeout: 120_000 }, async () => {
      const card = await asked();
      const statuses: [string, number | undefined][] = [];

      for (const who of nobodies) {
        const payload: object = JSON.parse(
          new URLSearchParams(slack.clickOf(who, 'Approve', card).body).get('payload') ?? '',
        );
        const { message: _, ...pressed } = payload as { readonly message: unknown };
        for (const { what, document } of spoilt(pressed)) {
          await slack.delivers(asForm({ payload: JSON.stringify(document) }));
          statuses.push([what, slack.lastStatus()]);
        }
      }

      await nothingHappened(statuses);
    });
  });

  describe('on Teams', () => {
    let teams: TeamsChat;
    beforeAll(async () => {
      teams = await startTeams();
      desk = await startDesk(async () => teams, adaMayApprove);
      await teams.whispersToBot('sam', 'help');
      await sees(teams, 'sam', '/msp status');
    });
    afterAll(() => desk.stop());

    test('is never more than the whole one, and never an error of ours', { timeout: 120_000 }, async () => {
      const card = await asked();
      const statuses: [string, number | undefined][] = [];

      for (const who of nobodies) {
        for (const { what, document } of spoilt(teams.pressOf(who, 'Approve', card))) {
          statuses.push([what, (await teams.deliver(document as object)).status]);
        }
      }

      await nothingHappened(statuses);
    });
  });
});
