import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bindingDigest } from '../../src/desk/binding.ts';
import { Approval } from '../../src/domain/approval.ts';
import type { Role } from '../../src/domain/person.ts';
import { createApprovals } from '../../src/store/approvals.ts';
import { type Shown, sees, type TestChat } from '../fakes/chat.ts';
import { chats } from '../fakes/chats.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { startSlack } from '../fakes/slack.ts';
import { startTeams } from '../fakes/teams.ts';
import { startTerminal } from '../fakes/terminal.ts';
import { verifies } from '../fakes/verifies.ts';
import { effectsOf, longAgo, stateOf } from '../fakes/world.ts';

const others = { slack: startTeams, teams: startTerminal, terminal: startSlack } satisfies Record<
  TestChat['name'],
  () => Promise<TestChat> | TestChat
>;

describeWithDatabase('an approval', () => {
  describe.each(chats)('on %s', (name, startChat) => {
    let desk: TestDesk;
    let chat: TestChat;
    /** Where the same people are known too. */
    let other: TestChat;
    beforeAll(async () => {
      other = await others[name]();
      desk = await startDesk(startChat, {
        alsoOn: other,
        roster: ({ people, ...rest }) => ({
          ...rest,
          people: people.map((person) =>
            person.id === 'ada' ? { ...person, roles: { contoso: ['approver'] } } : person,
          ),
        }),
      });
      ({ chat } = desk);
      // Teams reaches directly only those it has heard before.
      for (const one of [chat, other])
        for (const who of ['ada', 'sam', 'kim', 'tess'] as const) await one.whispersToBot(who, 'help');
      for (const one of [chat, other])
        for (const who of ['ada', 'sam', 'kim', 'tess'] as const) await sees(one, who, '/msp status');
    });
    afterAll(() => desk.stop());

    /** Asks for a reset in words that no other card shows, and finds Sam's card of it. */
    async function askedFor(words: string, who: 'ada' | 'otto' = 'ada'): Promise<Shown> {
      await longAgo(desk);
      await chat.says(who, `I forgot my password, please reset it, ${words}`);
      return sees(chat, 'sam', ({ text }) => text.includes('Approval needed') && text.includes(words));
    }

    /** What the buttons of the card carry. */
    async function boundOn(words: string) {
      const { rows } = await desk.database.query<{ approval: string; digest: string }>(
        `select id as approval, digest from app.approval where approval->>'subject' like '%' || $1 || '%'`,
        [words],
      );
      if (!rows[0]) throw new Error(`Nobody was asked about ${words}`);
      return rows[0];
    }

    /** The same question as it would be asked for somebody else. */
    async function copiedFor(customerId: string, words: string) {
      const { approval: id } = await boundOn(words);
      const { rows } = await desk.database.query<{ approval: unknown }>(
        'select approval from app.approval where id = $1',
        [id],
      );
      const fixed = Approval.omit({ cards: true, state: true, votes: true }).parse(rows[0]?.approval);
      const theirs = { ...fixed, customerId, id: `${customerId}:${id}`, subject: 'Theirs' };
      return bound(await createApprovals(desk.database).ask({ ...theirs, digest: bindingDigest(theirs) }));
    }

    test('is refused to the one who asked, who is told who can help, and can still be given by somebody else', async () => {
      await askedFor('reading glasses');
      const own = await sees(
        chat,
        'ada',
        ({ text }) => text.includes('Approval needed') && text.includes('reading glasses'),
      );

      await chat.presses('ada', 'Approve', own);

      const refusal = await sees(chat, 'ada', 'You asked for this yourself');
      expect(refusal.text).toContain('Sam Carter or Kim Diaz');
      expect(await stateOf(desk, 'reading glasses')).toBe('pending');
      const card = await sees(
        chat,
        'sam',
        ({ text }) => text.includes('reading glasses') && text.includes('Approval needed'),
      );
      await chat.presses('sam', 'Approve', card);
      await sees(chat, 'ada', /Resolved in/);
    });

    test('is refused to somebody without the role, and stays open', async () => {
      const card = await askedFor('garden chair');

      await chat.presses('tess', 'Approve', card);

      await sees(chat, 'tess', 'Only approvers of this customer');
      expect(await stateOf(desk, 'garden chair')).toBe('pending');
    });

    test('is refused to somebody from elsewhere, and stays open', async () => {
      const card = await askedFor('paper kite');

      await chat.presses('eve', 'Approve', card);

      await expect.poll(() => stateOf(desk, 'paper kite')).toBe('pending');
      expect(await effectsOf(desk)).not.toContainEqual(expect.objectContaining({ state: 'started' }));
    });

    test('is refused to the person whose account it is about', async () => {
      await longAgo(desk);
      await chat.commands('otto', 'reset-password sam@contoso.com');
      await verifies(chat, 'sam@contoso.com', 'sam');
      const card = await sees(chat, 'sam', /Approval needed[\s\S]*sam@contoso\.com/);

      await chat.presses('sam', 'Approve', card);

      await sees(chat, 'sam', 'about your own account');
    });

    test('of two clicks at the same time one wins, and the other is told', async () => {
      const samsCard = await askedFor('two clicks');
      const kimsCard = await sees(
        chat,
        'kim',
        ({ text }) => text.includes('two clicks') && text.includes('Approval needed'),
      );
      const before = (await effectsOf(desk)).length;

      await Promise.all([
        chat.presses('sam', 'Approve', samsCard),
        chat.presses('kim', 'Deny', kimsCard, { reason: 'no' }),
      ]);

      // At a console one line comes after the other: the second button may be gone before it is pressed, and its card says why.
      const decided = (who: 'sam' | 'kim') =>
        chat.name === 'terminal' ? [sees(chat, who, /(Approved|Denied)[\s\S]*two clicks/)] : [];
      const loser = await Promise.any([
        ...[sees(chat, 'sam', 'has already'), sees(chat, 'kim', 'has already')],
        ...[...decided('sam'), ...decided('kim')],
      ]);
      expect(loser.text).toMatch(/(Sam Carter|Kim Diaz) has already (approved|denied) this|By (Sam Carter|Kim Diaz)/);
      const state = await stateOf(desk, 'two clicks');
      await desk.app.settled();
      await expect.poll(async () => (await effectsOf(desk)).length - before).toBe(state === 'approved' ? 1 : 0);
    });

    test('is refused on another chat to the one who asked here', async () => {
      await askedFor('second desk');
      const own = await sees(
        other,
        'ada',
        ({ text }) => text.includes('Approval needed') && text.includes('second desk'),
      );

      await other.presses('ada', 'Approve', own);

      await sees(other, 'ada', 'You asked for this yourself');
      expect(await stateOf(desk, 'second desk')).toBe('pending');
    });

    test('is refused to an approver who has lost the role since', async () => {
      const card = await askedFor('lost role');
      const as = (roles: Role[]) =>
        desk.changeRoster(({ people, ...rest }) => ({
          ...rest,
          people: people.map((person) => (person.id === 'sam' ? { ...person, roles: { contoso: roles } } : person)),
        }));
      await as(['technician']);

      await chat.presses('sam', 'Approve', card);

      await sees(chat, 'sam', 'Only approvers of this customer');
      expect(await stateOf(desk, 'lost role')).toBe('pending');
      await as(['approver']);
    });

    test('is given by nobody once its time is up, even before the run has noticed', async () => {
      const card = await askedFor('late clock');
      await desk.database.query(
        `update app.approval set expires_at = clock_timestamp() where approval->>'subject' like '%late clock%'`,
      );

      await chat.presses('sam', 'Approve', card);

      await sees(chat, 'sam', 'expired before a decision');
      expect(await effectsOf(desk)).not.toContainEqual(expect.objectContaining({ state: 'started' }));
      expect(await stateOf(desk, 'late clock')).toBe('pending');
    });

    test('that was decided is not decided by its old card', async () => {
      const card = await askedFor('old card');
      const bound = await boundOn('old card');
      await chat.presses(
        'kim',
        'Deny',
        await sees(chat, 'kim', ({ text }) => text.includes('old card') && text.includes('Approval needed')),
      );
      await expect.poll(() => stateOf(desk, 'old card')).toBe('denied');

      await chat.forges('sam', card, { verb: 'approve', data: bound });

      expect(await stateOf(desk, 'old card')).toBe('denied');
    });

    describe('with a button that was made by hand', () => {
      test('is decided only by exactly what it stands for', async () => {
        const card = await askedFor('forged one');
        const bound = await boundOn('forged one');
        await askedFor('forged two');
        const second = await boundOn('forged two');
        const strange: Readonly<Record<string, string>>[] = [
          {},
          { approval: bound.approval },
          { digest: bound.digest },
          { approval: bound.approval, digest: '' },
          { approval: bound.approval, digest: second.digest },
          { approval: second.approval, digest: bound.digest },
          { approval: bound.approval, digest: bound.digest.toUpperCase() },
          { approval: bound.approval, digest: `${bound.digest} ` },
          { approval: `${bound.approval} `, digest: bound.digest },
          { approval: 'constructor', digest: bound.digest },
        ];

        for (const data of strange) await chat.forges('sam', card, { verb: 'approve', data });
        for (const verb of ['approved', 'Approve', 'constructor', '__proto__', 'approve '])
          await chat.forges('sam', card, { verb, data: bound });

        expect(await stateOf(desk, 'forged one')).toBe('pending');
        expect(await stateOf(desk, 'forged two')).toBe('pending');
        await chat.forges('sam', card, { verb: 'approve', data: bound });
        await expect.poll(() => stateOf(desk, 'forged one')).toBe('approved');
      });

      test('is not decided by the same user id of another workspace, nor by the one who asked, a technician, a stranger', async () => {
        const card = await askedFor('twin id');
        const data = await boundOn('twin id');

        await chat.forges('sam', card, { verb: 'approve', data, home: 'elsewhere' });
        for (const who of ['ada', 'tess', 'otto', 'eve'] as const)
          await chat.forges(who, card, { verb: 'approve', data });
        for (const who of ['ada', 'tess', 'otto', 'eve'] as const) await chat.forges(who, card, { verb: 'deny', data });

        expect(await stateOf(desk, 'twin id')).toBe('pending');
      });

      test('is not decided for another customer', async () => {
        const card = await askedFor('other firm');
        const theirs = await copiedFor('fabrikam', 'other firm');

        await chat.forges('sam', card, { verb: 'approve', data: theirs });

        const { rows } = await desk.database.query('select state from app.approval where id = $1', [theirs.approval]);
        expect(rows).toEqual([{ state: 'pending' }]);
        expect(await stateOf(desk, 'other firm')).toBe('pending');
      });
    });

    test('delivered twice is one decision', async () => {
      const card = await askedFor('delivered twice');
      const before = (await effectsOf(desk)).length;

      await chat.presses('sam', 'Approve', card);
      await chat.deliversAgain();

      await expect.poll(() => stateOf(desk, 'delivered twice')).toBe('approved');
      await expect.poll(async () => (await effectsOf(desk)).length - before).toBe(1);
    });
  });
});

function bound({ id, digest }: Approval) {
  return { approval: id, digest };
}
