import { expect, test } from 'vitest';
import { askHelp } from '../../../src/desk/ask-help.ts';
import type { Caller } from '../../../src/desk/caller.ts';
import { type Refused, refuse } from '../../../src/desk/refuse.ts';
import type { Person, Role } from '../../../src/domain/person.ts';
import type { Roster } from '../../../src/domain/roster.ts';
import { createPleas } from '../../../src/store/pleas.ts';
import type { Pool } from '../../../src/store/pool.ts';
import { calling } from '../../fakes/calling.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';
import { audienceOn, createChat } from './a-chat.ts';

const place = { platform: 'slack', workspace: 'T1', channel: 'help' };
const elsewhere = { ...place, workspace: 'T2' };
const ada = someone('ada');
const sam = someone('sam', 'approver');
const kim = someone('kim', 'approver');
const roster: Roster = {
  customers: [
    { id: 'contoso', name: 'Contoso', chats: [{ platform: 'slack', workspace: 'T1' }], desk: [], modes: {} },
    { id: 'fabrikam', name: 'Fabrikam', chats: [{ platform: 'slack', workspace: 'T2' }], desk: [], modes: {} },
  ],
  people: [ada, sam, kim],
};
const unlinked = calling({ ...someone('zoe'), id: 'slack:T1:zoe' });

describeWithDatabase('a refusal', () => {
  let pool: Pool;
  let matters = 0;
  inFreshDatabase((fresh) => {
    pool = fresh;
  });

  async function refused(by: Caller, where = place, more: Partial<Refused> = {}, known = roster) {
    matters += 1;
    const chat = createChat('slack');
    const parts = { ...audienceOn([chat], known), ...nothingEnded, pool, pleas: createPleas(pool) };
    const about: Refused = { right: 'decide', customerId: 'contoso', matter: `a-${matters}`, about: 'MSP-1', ...more };
    const { text, card } = await refuse(about, by, where, parts);
    const plea = card?.actions?.[0]?.data.plea;
    const ask = (who: Caller, id = plea ?? '') => askHelp(pressed({ plea: id }), who, parts);
    return { text, plea, ask, told: (who: string) => chat.read(who) };
  }

  test('says why and who can help, but not the one who was refused', async () => {
    expect((await refused(calling(ada))).text).toBe('Only approvers of this customer decide this. sam or kim can.');
    expect((await refused(calling(sam))).text).toBe('Only approvers of this customer decide this. kim can.');
  });

  test.each<[string, Caller, typeof place, RegExp]>([
    ['a guest', { ...calling(ada), belonging: 'guest' }, place, /^You are a guest/],
    ['an outsider', { ...calling(ada), belonging: 'outsider' }, place, /^You belong to another organisation/],
    ['a bot', { ...calling(ada), belonging: 'bot' }, place, /^Bots hold no role/],
    ['somebody whose account is closed', { ...calling(ada), belonging: 'gone' }, place, /is closed/],
    [
      'somebody of whom the chat says nothing',
      { ...calling(ada), belonging: 'unknown' },
      place,
      /try again in a moment/,
    ],
    ['somebody at another customer', calling(ada), elsewhere, /^Only approvers/],
    ['somebody where nobody is a customer', calling(ada), { ...place, workspace: 'T3' }, /^Only approvers/],
  ])('of %s names nobody and asks nobody', async (_, by, where, why) => {
    const { text, plea } = await refused(by, where);

    expect(text).toMatch(why);
    expect(text).toContain("An approver of your organisation's service desk can.");
    expect(text).not.toMatch(/sam|kim/);
    expect(plea).toBeUndefined();
  });

  test('of somebody with a role for the customer names them anywhere', async () => {
    const tess = calling(someone('tess', 'technician'));

    expect((await refused(tess, elsewhere)).text).toContain('sam or kim can');
  });

  test('of somebody unlinked names nobody, and has them asked all the same', async () => {
    const { text, ask, told } = await refused(unlinked);

    expect((await ask(unlinked)).tone).toBe('done');
    expect(text).not.toMatch(/sam|kim/);
    expect(told('sam')).toEqual([
      'zoe, whom nobody has linked to a person yet, asks whether you can decide a request (MSP-1). They may not do it themselves.',
    ]);
  });

  test('where nobody else can help says so', async () => {
    const { text, plea } = await refused(calling(sam), place, {}, { ...roster, people: [sam] });

    expect(text).toContain('Nobody else is named as an approver. Whoever keeps desk.yaml can name one.');
    expect(plea).toBeUndefined();
  });

  test('has others asked once an hour about one matter', async () => {
    const matter = { matter: 'the same' };
    const { ask, told } = await refused(calling(ada), place, matter);
    const again = await refused(calling(ada), place, matter);

    const answers = [await ask(calling(ada)), await ask(calling(ada)), await again.ask(calling(ada))];

    expect(answers.map(({ tone }) => tone)).toEqual(['done', 'refused', 'refused']);
    expect([...told('sam'), ...told('kim'), ...again.told('sam')]).toHaveLength(2);
  });

  test('and five times an hour about everything', async () => {
    const bob = calling(someone('bob'));
    const tones = [];
    for (let asked = 0; asked < 6; asked++) tones.push((await (await refused(bob)).ask(bob)).tone);

    expect(tones).toEqual(['done', 'done', 'done', 'done', 'done', 'refused']);
  });

  test('is asked about by nobody but whoever got it, and not under a number that is none', async () => {
    const { ask, plea = '', told } = await refused(calling(ada));

    expect((await ask(calling(kim), plea)).text).toContain('I do not know any more');
    expect((await ask(calling(ada), 'MSP-1')).text).toContain('I do not know any more');
    expect((await ask(calling(ada), '')).text).toContain('I do not know any more');
    expect(told('sam')).toEqual([]);
  });

  test('that reached nobody may be asked about again', async () => {
    const lonely = { ...roster, people: [ada, { ...sam, identities: [] }] };
    const { ask } = await refused(calling(ada), place, {}, lonely);

    expect((await ask(calling(ada))).text).toContain('could not reach anybody');
    expect((await ask(calling(ada))).text).toContain('could not reach anybody');
  });

  test('leaves a line in the audit when others are asked, and forgets what nobody asked', async () => {
    const { ask } = await refused(calling(ada), place, { matter: 'audited' });
    await ask(calling(ada));

    const { rows } = await pool.query(`select actor, facts from app.audit where facts->>'matter' = 'audited'`);
    await pool.query(`update app.plea set offered_at = now() - interval '3 days', asked_at = null`);
    await createPleas(pool).sweep();

    expect(rows).toMatchObject([{ actor: 'ada', facts: { right: 'decide', asked: ['sam', 'kim'] } }]);
    expect((await pool.query('select from app.plea')).rowCount).toBe(0);
  });
});

/** Where nothing is written down, nothing has come to an end. */
const nowhere = { read: async () => undefined };
const nothingEnded = {
  ...{ approvals: nowhere, questions: nowhere, verifications: nowhere },
  ...{ fuses: nowhere, breakGlasses: nowhere, effects: nowhere },
};

function pressed(data: Record<string, string>) {
  return {
    ...{ kind: 'pressed' as const, id: 'press', at: '2026-11-23T04:00:00.000Z', place, verb: 'ask-help', data },
    from: { platform: 'slack', workspace: 'T1', user: 'x', shownName: 'x' },
    on: { place, message: '1' },
    fields: {},
  };
}

function someone(user: string, ...roles: Role[]): Person {
  const identities = [{ platform: 'slack', workspace: 'T1', user }];
  return { id: user, name: user, identities, roles: roles.length > 0 ? { contoso: roles } : {} };
}
