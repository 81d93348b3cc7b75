import { expect } from 'vitest';
import { bindingDigest } from '../../../src/desk/binding.ts';
import { Approval } from '../../../src/domain/approval.ts';
import type { Person, Role } from '../../../src/domain/person.ts';
import { createApprovals } from '../../../src/store/approvals.ts';
import { type Actor, type Shown, sees, type TestChat } from '../../fakes/chat.ts';
import { startDesk, type TestDesk } from '../../fakes/desk.ts';
import { startSlack } from '../../fakes/slack.ts';
import { startTeams } from '../../fakes/teams.ts';
import { startTerminal } from '../../fakes/terminal.ts';
import { longAgo } from '../../fakes/world.ts';

const others = { slack: startTeams, teams: startTerminal, terminal: startSlack } satisfies Record<
  TestChat['name'],
  () => Promise<TestChat> | TestChat
>;

const more: Readonly<Record<string, Role[]>> = { ada: ['approver'], kim: ['technician', 'approver'] };

/** A desk on one chat and a second one, where Sam and Kim approve, and so does Ada, who asks. Kim is a technician too. */
export interface Stage {
  readonly desk: TestDesk;
  readonly chat: TestChat;
  /** Where the same people are known too. */
  readonly other: TestChat;
  /** Asks for a reset in words that no other card shows, and finds Sam's card of it. */
  askedFor(words: string, who?: 'ada' | 'otto'): Promise<Shown>;
  /** Somebody's open card of it. */
  cardOf(words: string, who: Actor, on?: TestChat): Promise<Shown>;
  /** What the buttons of the card carry. */
  boundOn(words: string): Promise<Bound>;
  /** Whatever was pressed has been dealt with, and nobody has said yes or no. */
  staysOpen(words: string): Promise<void>;
  /** What desk.yaml says of Sam from now on. */
  changeSam(change: (sam: Person) => Person): Promise<void>;
  /** The same question as it would be asked for somebody else. */
  copiedFor(customerId: string, words: string): Promise<Bound>;
}

type Bound = Readonly<Record<'approval' | 'digest', string>>;

export async function setStage(name: TestChat['name'], startChat: () => Promise<TestChat>): Promise<Stage> {
  const other = await others[name]();
  const desk = await startDesk(startChat, {
    alsoOn: other,
    roster: ({ people, ...rest }) => ({
      ...rest,
      people: people.map((person) => ({
        ...person,
        roles: { contoso: more[person.id] ?? person.roles.contoso ?? [] },
      })),
    }),
  });
  const { chat } = desk;
  // Teams reaches directly only those it has heard before.
  for (const one of [chat, other])
    for (const who of ['ada', 'sam', 'kim', 'tess'] as const) await one.whispersToBot(who, 'help');
  for (const one of [chat, other])
    for (const who of ['ada', 'sam', 'kim', 'tess'] as const) await sees(one, who, '/msp status');

  const cardOf = (words: string, who: Actor, on = chat) =>
    sees(on, who, ({ text }) => text.includes('Approval needed') && text.includes(words));

  async function boundOn(words: string): Promise<Bound> {
    const { rows } = await desk.database.query<Bound>(
      `select id as approval, digest from app.approval where approval->>'subject' like '%' || $1 || '%'`,
      [words],
    );
    if (!rows[0]) throw new Error(`Nobody was asked about ${words}`);
    return rows[0];
  }

  return {
    ...{ desk, chat, other, cardOf, boundOn },

    async askedFor(words, who = 'ada') {
      await longAgo(desk);
      await chat.says(who, `I forgot my password, please reset it, ${words}`);
      return cardOf(words, 'sam');
    },

    async staysOpen(words) {
      await desk.app.settled(); // Slack is answered before anything is done about a press
      const { rows } = await desk.database.query(
        `select state, (select count(*)::int from app.vote where approval_id = id) as votes
         from app.approval where approval->>'subject' like '%' || $1 || '%'`,
        [words],
      );
      expect(rows).toEqual([{ state: 'pending', votes: 0 }]);
    },

    changeSam: (change) =>
      desk.changeRoster(({ people, ...rest }) => ({
        ...rest,
        people: people.map((person) => (person.id === 'sam' ? change(person) : person)),
      })),

    async copiedFor(customerId, words) {
      const { approval: id } = await boundOn(words);
      const { rows } = await desk.database.query<{ approval: unknown }>(
        'select approval from app.approval where id = $1',
        [id],
      );
      const fixed = Approval.omit({ cards: true, state: true, votes: true }).parse(rows[0]?.approval);
      const theirs = { ...fixed, customerId, id: `${customerId}:${id}`, subject: 'Theirs' };
      const asked = await createApprovals(desk.database).ask({ ...theirs, digest: bindingDigest(theirs) });
      return { approval: asked.id, digest: asked.digest };
    },
  };
}
