import { beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '../../../src/desk/caller.ts';
import { link } from '../../../src/desk/link.ts';
import { createCode, digestOfCode, looksLikeCode } from '../../../src/desk/link-code.ts';
import { offerLink } from '../../../src/desk/offer-link.ts';
import { unlink } from '../../../src/desk/unlink.ts';
import { withLinks } from '../../../src/domain/link.ts';
import type { Identity, Person } from '../../../src/domain/person.ts';
import { personOf, type Roster } from '../../../src/domain/roster.ts';
import { createLinks } from '../../../src/store/links.ts';
import type { Pool } from '../../../src/store/pool.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';
import { audienceOn, type Chat, createChat } from './a-chat.ts';

const customer = { id: 'contoso', name: 'Contoso', chats: [], desk: [], modes: {} };
const onTeams = { platform: 'teams', workspace: 'tenant', channel: 'chat' };
const onSlack = { platform: 'slack', workspace: 'T1', channel: 'chat' };
const sam: Person = { id: 'sam', name: 'Sam', identities: [slack('sam')], roles: { contoso: ['approver'] } };
const kim: Person = { id: 'kim', name: 'Kim', identities: [slack('kim')], roles: {} };
const known: Roster = { customers: [customer], people: [sam, kim] };

describeWithDatabase('a code', () => {
  let pool: Pool;
  let chats: { slack: Chat; teams: Chat };
  inFreshDatabase((fresh) => {
    pool = fresh;
  });
  beforeEach(async () => {
    chats = { slack: createChat('slack'), teams: createChat('teams') };
    await pool.query('truncate app.link, app.link_code, app.link_attempt');
  });

  const roster = async () => withLinks(known, await createLinks(pool).current());
  const parts = () => ({
    ...audienceOn([chats.slack, chats.teams]),
    ...{ pool, links: createLinks(pool), roster },
  });
  const as = async (through: Identity): Promise<Caller> => ({
    ...personOf(through, through.user, await roster()),
    ...{ through, belonging: 'member' },
  });
  const codeOf = async (user = 'sam') => {
    const { text } = await offerLink(await as(slack(user)), customer, onSlack, parts());
    return /\/msp link (\S+)\./.exec(text)?.[1] ?? text;
  };
  const write = async (code: string, user = 'sam-on-teams', more: Partial<Caller> = {}) =>
    (await link(code, { ...(await as(teams(user))), ...more }, customer, onTeams, parts())).text;
  const isLinked = async (user = 'sam-on-teams') => (await as(teams(user))).id === 'sam';

  test('links, and warns where its writer was known before', async () => {
    expect(await write(await codeOf())).toContain('now I know who you are');

    expect(await isLinked()).toBe(true);
    expect(chats.slack.read('sam').join()).toContain('An account on Teams was linked to you just now');
  });

  test('is the same however it is written', async () => {
    const code = await codeOf();

    expect(await write(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toContain('now I know');
  });

  test('that is dealt with again after a crash has done what it did', async () => {
    const code = await codeOf();

    const answers = [await write(code), await write(code)];

    expect(answers[1]).toBe(answers[0]);
    expect((await pool.query('select from app.link_attempt')).rowCount).toBe(0);
  });

  test('of two who write it at once, one is linked', async () => {
    const code = await codeOf();

    const answers = await Promise.all([write(code, 'one'), write(code, 'two')]);

    expect(answers.filter((text) => text.includes('now I know'))).toHaveLength(1);
  });

  test.each([
    ['is over after ten minutes', `update app.link_code set expires_at = now()`],
    ['is over when there is a newer one', undefined],
  ])('%s', async (_, passes) => {
    const code = await codeOf();
    if (passes) await pool.query(passes);
    else await codeOf();

    expect(await write(code)).toContain('I do not know this code');
    expect(await isLinked()).toBe(false);
  });

  test.each(['guest', 'outsider', 'bot', 'gone', 'unknown'] as const)(
    'links no %s, and is used up',
    async (belonging) => {
      const code = await codeOf();

      await write(code, 'sam-on-teams', { belonging });

      expect(await write(code)).toContain('I do not know this code');
      expect(await isLinked()).toBe(false);
    },
  );

  test('is asked for by members who are known', async () => {
    const guest = { ...(await as(slack('sam'))), belonging: 'guest' as const };

    expect((await offerLink(guest, customer, onSlack, parts())).text).toContain('You are a guest');
    expect(await codeOf('zoe')).toContain('I do not know yet who you are here');
    expect((await pool.query('select from app.link_code')).rowCount).toBe(0);
  });

  test('is tried five times an hour by one identity, then not even the right one counts', async () => {
    for (let attempt = 0; attempt < 5; attempt++) await write('AAAA-AAAA-AAAA');
    const code = await codeOf();

    expect(await write(code)).toContain('too many wrong codes');
    expect(await write(code, 'another')).toContain('now I know');
    await pool.query(`update app.link_attempt set at = now() - interval '61 minutes'`);
    expect(await write(await codeOf('kim'))).toContain('now I know');
  });

  test('is not tried more often by trying at once', async () => {
    await Promise.all(Array.from({ length: 9 }, () => write('AAAA-AAAA-AAAA')));

    expect((await pool.query('select from app.link_attempt')).rowCount).toBe(5);
  });

  test('is tried a hundred times an hour by everybody together', async () => {
    await pool.query(
      `insert into app.link_attempt (platform, workspace, user_id) select 'teams', 'tenant', 'u' || n from generate_series(1, 100) n`,
    );

    expect(await write(await codeOf())).toContain('too many wrong codes');
  });

  test('is given five times an hour', async () => {
    for (let given = 0; given < 5; given++) expect(looksLikeCode(await codeOf())).toBe(true);

    expect(await codeOf()).toContain('Please wait a while');
    expect(looksLikeCode(await codeOf('kim'))).toBe(true);
  });

  test('gives nobody a second account in the same workspace, unless the first is taken back', async () => {
    await write(await codeOf());

    expect(await write(await codeOf(), 'another')).toContain('under another account');
    await unlink(await as(slack('sam')), customer, parts());
    expect(await write(await codeOf(), 'another')).toContain('now I know');
  });

  describe('and what it has linked', () => {
    beforeEach(async () => {
      await write(await codeOf());
    });

    test('is new for a day and counts for half a year, then it can be linked anew', async () => {
      const proven = async () => (await as(teams('sam-on-teams'))).identities.map((identity) => identity.proven);
      expect(await proven()).toEqual([undefined, 'lately']);

      await pool.query(`update app.link set made_at = now() - interval '24 hours 1 second'`);
      expect(await proven()).toEqual([undefined, 'long ago']);

      await pool.query('update app.link set expires_at = now()');
      expect(await isLinked()).toBe(false);
      expect(await write(await codeOf())).toContain('now I know');
    });

    test('lasts 180 days', async () => {
      const { rows } = await pool.query('select extract(day from expires_at - made_at)::int as days from app.link');

      expect(rows).toEqual([{ days: 180 }]);
    });

    test('is taken back from either chat, and the other one hears of it', async () => {
      const { text } = await unlink(await as(teams('sam-on-teams')), customer, parts());

      expect(text).toContain('is taken back');
      expect(chats.slack.read('sam').join()).toContain('was taken back just now');
      expect(await isLinked()).toBe(false);
      expect((await unlink(await as(slack('sam')), customer, parts())).text).toContain('You have linked nothing');
    });

    test("is nobody else's to take back", async () => {
      await unlink(await as(slack('kim')), customer, parts());
      await unlink(await as(teams('zoe')), customer, parts());

      expect(await isLinked()).toBe(true);
    });
  });

  test('is forgotten when it counts no more, and no link with it', async () => {
    await write(await codeOf());
    await write('AAAA-AAAA-AAAA', 'zoe');
    await pool.query(`update app.link_code set made_at = now() - interval '3 days'`);
    await pool.query(`update app.link_attempt set at = now() - interval '3 days'`);

    await createLinks(pool).sweep();

    expect((await pool.query('select from app.link_code union all select from app.link_attempt')).rowCount).toBe(0);
    expect(await isLinked()).toBe(true);
  });
});

describe('how a code is written', () => {
  test('is never twice the same, and without what looks alike', () => {
    const codes = Array.from({ length: 500 }, createCode);

    expect(new Set(codes).size).toBe(500);
    expect(codes.filter((code) => !/^[2-9A-HJ-KM-NP-TW-Z]{4}(-[2-9A-HJ-KM-NP-TW-Z]{4}){2}$/.test(code))).toEqual([]);
  });

  test('differs by more than case and signs', () => {
    expect(digestOfCode('k7qm 2zxc 9htb')).toBe(digestOfCode('K7QM-2ZXC-9HTB'));
    expect(digestOfCode('K7QM-2ZXC-9HTC')).not.toBe(digestOfCode('K7QM-2ZXC-9HTB'));
  });
});

function slack(user: string): Identity {
  return { platform: 'slack', workspace: 'T1', user };
}

function teams(user: string): Identity {
  return { platform: 'teams', workspace: 'tenant', user };
}
