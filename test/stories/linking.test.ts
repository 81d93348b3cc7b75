import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Roster } from '../../src/domain/roster.ts';
import { type Actor, type Shown, sees, type TestChat } from '../fakes/chat.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { startSlack } from '../fakes/slack.ts';
import { startTeams } from '../fakes/teams.ts';
import { startTerminal } from '../fakes/terminal.ts';
import { effectsOf, stateOf } from '../fakes/world.ts';

const pairs: readonly (readonly [string, () => Promise<TestChat>, () => Promise<TestChat>])[] = [
  ['from Slack to Teams', startSlack, startTeams],
  ['from Teams to Slack', startTeams, startSlack],
  ['from Slack to the terminal', startSlack, async () => startTerminal()],
];

describeWithDatabase('linking', () => {
  describe.each(pairs)('%s', (_, startHere, startThere) => {
    let desk: TestDesk;
    let here: TestChat;
    let there: TestChat;
    const logged: string[] = [];
    beforeAll(async () => {
      there = await startThere();
      // Everybody is known here, and Kim there too.
      const note = (event: string, fields: unknown) => logged.push(`${event} ${JSON.stringify(fields)}`);
      desk = await startDesk(startHere, {
        alsoOn: there,
        roster: knownThere(there.name, 'kim'),
        log: { info: note, warn: note, error: note },
      });
      here = desk.chat;
    });
    afterAll(() => desk.stop());

    /** What somebody is told next. */
    async function told(chat: TestChat, who: Actor, deed: Promise<void>, fits: string | RegExp): Promise<Shown> {
      const before = new Set((await chat.seenBy(who)).map(({ id }) => id));
      await deed;
      const isSo = (text: string) => (typeof fits === 'string' ? text.includes(fits) : fits.test(text));
      return sees(chat, who, ({ id, text }) => !before.has(id) && isSo(text));
    }
    async function codeFor(who: Actor): Promise<string> {
      const { text, where } = await told(here, who, here.commands(who, 'link'), 'write to me alone');
      expect(where).not.toBe('channel');
      return /\/msp link (\S+)\./.exec(text)?.[1] ?? '';
    }
    const links = async (who: Actor, code: string, fits: string | RegExp) =>
      told(there, who, there.whispersToBot(who, `/msp link ${code}`), fits);
    const audited = async (action: string) =>
      (await desk.database.query('select actor, facts from app.audit where action = $1', [action])).rows;

    test('a code of one chat makes somebody the same person on the other, who is told on both', async () => {
      const code = await codeFor('tess');
      const warned = told(here, 'tess', Promise.resolve(), 'was linked to you just now');
      const before = await told(there, 'tess', there.commands('tess', 'cost'), 'What this costs is shown to');

      await links('tess', code, 'now I know who you are here too');

      expect(before.text).not.toMatch(/Sam|Kim/);
      expect((await warned).where).toBe('direct');
      await told(
        there,
        'tess',
        there.commands('tess', 'cost'),
        /No language model is asked|What the language model cost/,
      );
      expect(await audited('link.made')).toMatchObject([{ actor: 'tess', facts: { person: 'tess' } }]);
    });

    test('a code works once, for its own writer, and nowhere else', async () => {
      const code = await codeFor('otto');
      await links('otto', code, 'now I know who you are here too');

      await links('ada', code, 'I do not know this code');

      expect(await audited('link.made')).toHaveLength(2);
    });

    test('an account of somebody else stays theirs, and it is written down', async () => {
      const code = await codeFor('sam');

      await links('kim', code, 'belongs to somebody else');

      await links('sam', code, 'I do not know this code'); // it was shown to the wrong one
      expect(await audited('link.refused')).toMatchObject([{ facts: { person: 'sam', why: 'taken' } }]);
    });

    test('somebody nobody knows is told where to begin, and gets no code', async () => {
      const { text } = await told(there, 'ada', there.commands('ada', 'link'), 'I do not know yet who you are here');

      expect(text).toContain('Write /msp link on a chat where I know you');
    });

    test('somebody from elsewhere links nothing', async () => {
      const code = await codeFor('sam');

      await there.whispersToBot('eve', `/msp link ${code}`);

      const answer = /another organisation|does not belong to a customer/;
      if (there.name !== 'teams') await sees(there, 'eve', answer); // a stranger's tenant is turned away at Teams' door
      await expect.poll(() => desk.database.query('select from app.link').then(({ rowCount }) => rowCount)).toBe(2);
    });

    test('an approver who linked this account today approves nothing sensitive with it, and can where they were known', async () => {
      const code = await codeFor('sam');
      await links('sam', code, 'now I know who you are here too');
      await here.says('ada', 'I forgot my password, the blue door');
      const isAsked = ({ text }: Shown) => text.includes('Approval needed') && text.includes('the blue door');
      const card = await sees(there, 'sam', isAsked);

      const { text } = await told(there, 'sam', there.presses('sam', 'Approve', card), 'less than a day ago');

      expect(text).toContain('Kim Diaz can.');
      expect(await stateOf(desk, 'the blue door')).toBe('pending');
      await here.presses('sam', 'Approve', await sees(here, 'sam', isAsked));
      await expect.poll(async () => (await effectsOf(desk)).length).toBe(1);
    });

    test('nobody approves with a linked account what they asked for with the other', async () => {
      await desk.database.query(`update app.link set made_at = now() - interval '25 hours'`);
      await here.says('sam', 'I forgot my password, the red door');
      const own = await sees(
        there,
        'sam',
        ({ text }) => text.includes('Approval needed') && text.includes('the red door'),
      );

      await told(there, 'sam', there.presses('sam', 'Approve', own), 'You asked for this yourself');

      expect(await stateOf(desk, 'the red door')).toBe('pending');
    });

    test('a link that is taken back counts no more, and both chats say so', async () => {
      const toldThere = told(there, 'tess', Promise.resolve(), 'was taken back just now');

      await told(here, 'tess', here.commands('tess', 'unlink'), 'is taken back');

      await toldThere;
      await told(there, 'tess', there.commands('tess', 'cost'), 'What this costs is shown to');
      expect(await audited('link.ended')).toMatchObject([{ actor: 'tess' }]);
    });

    test('no code is in a channel, the log, the audit or the tables of links', async () => {
      const code = await codeFor('ada');
      await links('ada', code, 'now I know who you are here too');

      const { rows } = await desk.database.query(
        `select facts::text as text from app.audit union all select link_code::text from app.link_code union all select link::text from app.link`,
      );
      const inChannels = (await Promise.all([here, there].map((chat) => chat.seenBy('otto')))).flat();
      const all = [...rows.map(({ text }) => text), ...logged, ...inChannels.map(({ text }) => text)].join('\n');
      expect(all).not.toContain(code);
      expect(all).not.toContain(code.replaceAll('-', ''));
    });
  });
});

/** The usual roster, of which only these people are known on the second chat. */
function knownThere(platform: string, ...known: readonly string[]) {
  return ({ people, ...rest }: Roster): Roster => ({
    ...rest,
    people: people.map((person) => ({
      ...person,
      identities: person.identities.filter((identity) => identity.platform !== platform || known.includes(person.id)),
    })),
  });
}
