import { beforeEach, describe, expect, test } from 'vitest';
import { connectors } from '../../../src/connectors/all.ts';
import type { Connector } from '../../../src/connectors/connector.ts';
import { createRegistry } from '../../../src/connectors/registry.ts';
import type { Caller } from '../../../src/desk/caller.ts';
import { answerChallenge, refuseChallenge } from '../../../src/desk/verify/answer.ts';
import { askFor } from '../../../src/desk/verify/ask-for.ts';
import { beginVerification, notVerified } from '../../../src/desk/verify/begin.ts';
import { chooseWay } from '../../../src/desk/verify/choose.ts';
import { aboutThis } from '../../../src/desk/verify/wish.ts';
import type { PlannedCall } from '../../../src/domain/approval.ts';
import type { Person, Role } from '../../../src/domain/person.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import type { VerificationChoice } from '../../../src/domain/verification.ts';
import { noLog } from '../../../src/lib/log.ts';
import { kept } from '../../../src/lib/one-time-code.ts';
import type { Runs } from '../../../src/runs/port.ts';
import { createChallenges } from '../../../src/store/challenges.ts';
import { createPleas } from '../../../src/store/pleas.ts';
import { inTransaction, type Pool } from '../../../src/store/pool.ts';
import { createTickets } from '../../../src/store/tickets.ts';
import { createVerifications } from '../../../src/store/verifications.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';
import { createChat } from './a-chat.ts';
import { aRun } from './a-run.ts';

const someone = (id: string, roles: Role[] = []): Person => ({
  ...{ id, name: id, account: `${id}@contoso.com`, roles: { contoso: roles } },
  identities: [{ platform: 'slack', workspace: 'T1', user: id }],
});
const [ada, otto, kim, sam] = [someone('ada'), someone('otto'), someone('kim'), someone('sam', ['approver'])];
const [tess, tim] = [someone('tess', ['technician']), someone('tim', ['technician'])];
const everybody = [ada, otto, kim, sam, tess, tim];

/** Somebody who is a member of the chat they press on. */
function callerFor(by: Person): Caller {
  return { ...by, belonging: 'member', through: { platform: 'slack', workspace: 'T1', user: by.id } };
}

/** The same person, on nothing but what they linked today. */
function lately(person: Person): Person {
  return { ...person, identities: person.identities.map((one) => ({ ...one, proven: 'lately' })) };
}

/** A directory that answers this in the place of its example. */
const directory = (answers: Readonly<Record<string, object>>) =>
  createRegistry({
    connectors: connectors.map((connector): Connector => ({ ...connector, operations: answering(connector, answers) })),
    demo: { pause: async () => {} },
  });
function answering({ operations }: Connector, answers: Readonly<Record<string, object>>): Connector['operations'] {
  return Object.fromEntries(
    Object.entries(operations).map(([name, one]) => [
      name,
      answers[name] ? { ...one, example: { ...one.example, output: answers[name] } } : one,
    ]),
  );
}

describeWithDatabase('a verification', () => {
  let pool: Pool;
  let count = 0;
  let id = '';
  let told: unknown[] = [];
  inFreshDatabase((fresh) => {
    pool = fresh;
  });
  beforeEach(async () => {
    count += 1;
    id = `MSP-${count}:approve:verification`;
    told = [];
    await begin(otto);
  });

  const begin = (requester: Person, account = 'ada@contoso.com') =>
    createVerifications(pool).begin({
      ...{ id, runId: `MSP-${count}`, ticketId: `MSP-${count}`, customerId: 'contoso', account, requester },
      what: 'Reset the password',
    });
  const runs: Runs<Ticket> = {
    async start() {},
    async tell(_, topic) {
      told.push(topic);
    },
    async stop() {},
  };
  const parts = ({
    people = everybody,
    answers = {},
  }: {
    people?: Person[];
    answers?: Record<string, object>;
  } = {}) => {
    const chat = createChat('slack');
    return {
      ...{ pool, chat, log: noLog, runs: () => runs, registry: directory(answers) },
      ...{ verifications: createVerifications(pool), challenges: createChallenges(pool) },
      pleas: createPleas(pool),
      platforms: new Map([['slack', chat.platform]]),
      roster: async () => ({
        customers: [{ id: 'contoso', name: 'Contoso', chats: [], desk: [], modes: {} }],
        people,
      }),
    };
  };
  const pressed = (data: Record<string, string>, by: Person, fields: Record<string, string> = {}) => ({
    ...{ kind: 'pressed' as const, id: 'press', at: '2026-11-23T04:00:00.000Z', verb: 'v', data, fields },
    place: { platform: 'slack', workspace: 'T1', channel: 'help' },
    from: { platform: 'slack', workspace: 'T1', user: by.id, shownName: by.name },
    on: { place: { platform: 'slack', workspace: 'T1', channel: 'help' }, message: '1' },
  });
  const choose = async (way: VerificationChoice, by: Person, turn = '1') =>
    (await chooseWay(way, pressed({ verification: id, turn }, by), callerFor(by), parts())).tone;
  const state = async () => (await createVerifications(pool).read(id))?.state;
  const lines = async () => {
    const { rows } = await pool.query<{ action: string }>(
      'select action from app.audit where run_id = $1 order by seq',
      [`MSP-${count}`],
    );
    return rows.map(({ action }) => action);
  };

  describe('is looked after by', () => {
    test('the first technician who chooses a way, once', async () => {
      const tones = [await choose('manager', tess), await choose('call', tim), await choose('manager', tess)];

      expect(tones).toEqual(['done', 'refused', 'refused']);
      expect(told).toEqual([`${id}:1:choice`]);
      expect(await lines()).toEqual(['verification.chosen']);
    });

    test.each([
      ['whoever asked', otto, '1'],
      ['an approver', sam, '1'],
      ['a technician of another customer', { ...tess, roles: { fabrikam: ['technician'] } } as Person, '1'],
      ['a technician for their own account', { ...tess, account: 'ADA@contoso.com' }, '1'],
      ['a technician with the card of another turn', tess, '2'],
      ['a technician with a card of no turn', tess, ''],
    ])('not %s', async (_, by, turn) => {
      expect([await choose('call', by, turn), told, await lines()]).toEqual(['refused', [], []]);
    });

    test('a technician where they have been known for a day; anywhere they may give up', async () => {
      const newly = lately(tess);

      expect([await choose('call', newly), await choose('manager', newly), told]).toEqual(['refused', 'refused', []]);
      expect([await choose('none', newly), await state()]).toEqual(['done', 'failed']);
    });

    test('nobody any more, once a technician has given up', async () => {
      expect([await choose('none', tess), await state()]).toEqual(['done', 'failed']);
      expect(await lines()).toEqual(['verification.chosen', 'verification.failed']);
      expect(await choose('call', tim)).toBe('refused');
    });
  });

  describe('by the manager', () => {
    const asks = async (given: Parameters<typeof parts>[0] = {}, technician = tess) => {
      await choose('manager', technician);
      const all = parts(given);
      const asked = await askFor(id, aRun({}), all);
      return { asked, ...all };
    };
    const numberIn = (texts: readonly string[]) => /The number is (\d\d)\./.exec(texts.join())?.[1] ?? '';

    test('is confirmed with the number that its owner was shown, in the chat of the manager alone', async () => {
      const { asked, chat } = await asks();
      const number = numberIn(chat.read('ada'));
      const answer = async (by: Person, code: string) =>
        (await answerChallenge(pressed({ challenge: `${id}:1` }, by, { code }), callerFor(by), parts())).tone;

      const tones = [
        await answer(tess, number),
        await answer(ada, number),
        await answer(kim, ''), // costs no try: there are three
        await answer(kim, ' '),
        await answer(kim, ' '),
        await answer(kim, number),
      ];

      expect(asked).toEqual({ state: 'asked' });
      expect(chat.read('kim').join()).not.toContain(number);
      expect(tones).toEqual(['refused', 'refused', 'refused', 'refused', 'refused', 'done']);
      const { verified } = (await createVerifications(pool).read(id)) ?? {};
      expect(verified).toMatchObject({ way: 'manager', by: { id: 'kim' }, partIds: ['kim', 'tess'] });
      expect([await answer(kim, number), await lines()]).toEqual([
        'refused',
        ['verification.chosen', 'verification.passed'],
      ]);
    });

    test('is not confirmed from a chat that the manager linked within a day', async () => {
      const { chat } = await asks();
      const code = numberIn(chat.read('ada'));
      const { text } = await answerChallenge(
        pressed({ challenge: `${id}:1` }, kim, { code }),
        { ...callerFor(kim), ...lately(kim) },
        parts(),
      );

      expect([text, await state()]).toEqual([expect.stringContaining('less than a day ago'), 'open']);
    });

    test('is shown to the technician where its owner is on no chat', async () => {
      const { chat } = await asks({ people: everybody.filter((person) => person !== ada) });

      expect(numberIn(chat.read('tess'))).toMatch(/\d\d/);
    });

    test.each<[string, Person[] | undefined, Record<string, object> | undefined, string]>([
      ['the directory names nobody', undefined, { managerOf: {} }, 'names no manager'],
      ['they are not linked', everybody.filter((one) => one !== kim), undefined, 'is linked to no chat here'],
      ['two people are said to be them', [...everybody, { ...kim, id: 'kimberly' }], undefined, 'is linked to no chat'],
      [
        'they are on no chat that is connected',
        [...everybody.filter((one) => one !== kim), { ...kim, identities: [] }],
        undefined,
        'is linked to no chat',
      ],
      [
        'they are the owner',
        undefined,
        { managerOf: { manager: { account: 'Ada@contoso.com', displayName: 'Ada' } } },
        'is the one it is about',
      ],
      [
        'they asked',
        undefined,
        { managerOf: { manager: { account: 'otto@contoso.com', displayName: 'Otto' } } },
        'is the one who asked',
      ],
      [
        'they are the technician',
        undefined,
        { managerOf: { manager: { account: 'tess@contoso.com', displayName: 'Tess' } } },
        'is the technician',
      ],
    ])('is asked of nobody where %s, and a technician can go another way', async (_, people, answers, note) => {
      const { asked, chat } = await asks({ ...(people && { people }), ...(answers && { answers }) });

      expect(asked).toEqual({ state: 'again', note: expect.stringContaining(note) });
      expect(['ada', 'kim', 'otto', 'tess'].flatMap(chat.read).filter((text) => text.includes('number'))).toEqual([]);
    });

    test('is over when they say no, and only they can', async () => {
      await asks();
      const refuse = async (by: Person) =>
        (await refuseChallenge(pressed({ challenge: `${id}:1` }, by), callerFor(by), parts())).tone;

      expect([await refuse(otto), await state(), await refuse(kim), await state()]).toEqual([
        ...['refused', 'open'],
        ...['done', 'failed'],
      ]);
    });
  });

  describe('by a call', () => {
    const asks = async (given: Parameters<typeof parts>[0] = {}) => {
      await choose('call', tess);
      const all = parts(given);
      return { asked: await askFor(id, aRun({}), all), ...all };
    };
    const answer = async (by: Person, code: string, challenge = `${id}:1`) =>
      (await answerChallenge(pressed({ challenge }, by, { code }), callerFor(by), parts())).tone;
    const codeIn = (texts: readonly string[]) =>
      /The code for the telephone is (\d{6})\./.exec(texts.join())?.[1] ?? '';

    test('takes the code that its owner alone got, from the technician who called, while they are one', async () => {
      const { chat } = await asks();
      const code = codeIn(chat.read('ada'));

      const tones = [await answer(tim, code), await answer({ ...tess, roles: {} }, code), await answer(tess, code)];

      expect(tones).toEqual(['refused', 'refused', 'done']);
      expect([...chat.read('tess'), ...chat.read('tim')].filter((text) => text.includes(code))).toEqual([]);
    });

    test('keeps the technician who called from approving it under another entry too', async () => {
      const people = [...everybody, { ...someone('tess-2', ['approver']), account: 'TESS@contoso.com' }];
      const { chat } = await asks();
      const code = codeIn(chat.read('ada'));

      await answerChallenge(pressed({ challenge: `${id}:1` }, tess, { code }), callerFor(tess), parts({ people }));

      const { verified } = (await createVerifications(pool).read(id)) ?? {};
      expect(verified?.partIds).toEqual(['tess', 'tess-2']);
    });

    test('sends the code where its owner has been known for a day, and nowhere else', async () => {
      const linked = { platform: 'slack', workspace: 'T2', user: 'ada-of-today', proven: 'lately' as const };
      const twice: Person = { ...ada, identities: [linked, ...ada.identities] };

      const { chat } = await asks({ people: [twice, ...everybody.filter((one) => one !== ada)] });

      expect(codeIn(chat.read('ada'))).toMatch(/\d{6}/);
      expect(chat.read('ada-of-today')).toEqual([]);
    });

    test('takes no code of another verification', async () => {
      const { chat } = await asks();
      const first = codeIn(chat.read('ada'));
      count += 1;
      id = `MSP-${count}:approve:verification`;
      await begin(otto);
      await asks();

      expect([await answer(tess, first), await state()]).toEqual(['refused', 'open']);
    });

    test('has no word count for more than a code, where its owner could be sent one', async () => {
      const { chat } = await asks();

      expect(chat.read('tess').join()).not.toContain('your word is all there is');
      expect([await answer(tess, '0142'), await state()]).toEqual(['refused', 'open']);
    });

    test('is not made where the directory has no number', async () => {
      expect((await asks({ answers: { phonesOf: { phones: [] } } })).asked).toMatchObject({ state: 'again' });
    });

    test('does not pass once it is over in another way', async () => {
      await createChallenges(pool).open(
        { id: `${id}:1`, verificationId: id, way: 'code', answererId: 'tess' },
        kept('482913'),
        { within: '10m', attempts: 5 },
      );
      await choose('none', tim);

      const { text } = await answerChallenge(
        pressed({ challenge: `${id}:1` }, tess, { code: '482913' }),
        callerFor(tess),
        parts(),
      );

      expect([text, await state()]).toEqual([expect.stringContaining('This is over'), 'failed']);
      expect(await lines()).toEqual(['verification.chosen', 'verification.failed']);
    });
  });

  test('is not begun anew where whoever asked for themselves is not known there any more', async () => {
    const values = { userId: '6f0c2b1e-52d7-4f43-9a86-3d1b7c9e0a11', account: 'grace@contoso.com' };
    const run = aRun({}, { id: `MSP-${count}` });
    const call: PlannedCall = {
      ...{ step: 'reset', operation: 'graph.resetPassword', title: 'Reset', risk: 'sensitive', mode: 'demo' },
      values: Object.entries(values).map(([name, value]) => ({ name, value, origin: 'typed command' as const })),
    };
    const question = { id: `${run.id}:approve`, step: 'approve', calls: [call], expires: undefined, differences: [] };
    const about = aboutThis(question, 'grace@contoso.com', run);
    const all = { ...parts(), tickets: createTickets(pool) };
    await all.verifications.begin(about);
    await inTransaction(pool, (client) =>
      all.verifications.pass(client, about.id, { way: 'self', by: { id: 'grace', name: 'Grace' }, partIds: [] }),
    );

    const begun = await beginVerification(question, run, all);

    expect([begun, all.chat.read('tess')]).toEqual([{ state: 'refused', why: notVerified }, []]);
  });

  test('that nobody looked after is over', async () => {
    expect([await askFor(id, aRun({}), parts()), await state()]).toEqual([{ state: 'over' }, 'failed']);
  });
});
