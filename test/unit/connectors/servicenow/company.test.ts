import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { owner } from '../../../../src/connectors/servicenow/owner.ts';
import { type Office, openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const mail = { title: 'Mail does not arrive', description: 'Nothing since ten.', requester: 'Ada Park' };

/** An instance that two companies share. */
function shared(customer: string): Office & { readonly own: string; readonly other: string } {
  const { instance } = stage.open(customer);
  const [own = '', other = ''] = ['Contoso', 'Fabrikam'].map((name) => instance.add('core_company', { name }).sys_id);
  const account = instance.records.sys_user.find(({ sys_id }) => sys_id === instance.account.id);
  Object.assign(account ?? {}, { company: own });
  return { ...stage.open(customer, { connection: { company: own } }), own, other };
}

describe('an instance that several companies share', () => {
  test.each(['findIncident', 'getIncident', 'updateIncident', 'addWorkNote', 'addComment', 'resolveIncident'])(
    "%s does not find another company's incident, nor one of nobody",
    async (name) => {
      const { instance, run, other } = shared(`foreign-${name.toLowerCase()}`);
      const more = { updateIncident: { urgency: 'high' }, resolveIncident: { resolution: 'x' } }[name];
      const text = name.startsWith('add') ? { text: 'x' } : {};

      for (const company of [other, '']) {
        const { sys_id } = instance.addIncident({ company });
        await expect(run(name, { incident: sys_id, ...more, ...text })).rejects.toMatchObject({
          kind: 'notFound',
          definite: true,
        });
      }
      expect(instance.journal.size).toBe(0);
      expect(instance.records.incident.map(({ state }) => state)).toEqual(['1', '1']);
    },
  );

  test("a new incident is the company's, and for its own people only", async () => {
    const { instance, run, own, other } = shared('new');
    instance.addUser({ name: 'Ada Park', email: 'ada@fabrikam.example', company: other });
    const ada = instance.addUser({ name: 'Ada Park', email: 'ada@contoso.com', company: own });

    const { number } = await run('createIncident', mail);

    expect(instance.incident(String(number))).toMatchObject({ caller_id: ada, company: own });
  });

  test("a new change is the company's", async () => {
    const { instance, run, own } = shared('change');

    await run('createChangeRequest', { title: 'Switch', description: 'Replace it.' });

    expect(instance.records.change_request[0]?.company).toBe(own);
  });

  test('a new record that did not take the company is not taken for done', async () => {
    const { instance, run, find, own } = shared('refuses-company');
    const companies = instance.records.core_company;
    companies.splice(
      companies.findIndex(({ sys_id }) => sys_id === own),
      1,
    );

    const wrong = { kind: 'forbidden', definite: false, message: expect.stringContaining('Wrong organisation') };
    await expect(run('createIncident', mail)).rejects.toMatchObject(wrong);
    await expect(find('createIncident', mail)).rejects.toMatchObject(wrong);
    await expect(run('createChangeRequest', { title: 'Switch', description: 'x' })).rejects.toMatchObject(wrong);
  });
});

describe('whose data a connection opens', () => {
  const signal = AbortSignal.timeout(10_000);

  test('without a company it is the instance', async () => {
    const { client, connection, instance, sent } = stage.open('alone');

    expect(await owner.actual(client, signal)).toBe(owner.expected(connection));
    expect(owner.expected(connection)).toBe(instance.host);
    expect(sent()).toEqual([]);
  });

  test("with one it is the account's own company, asked for once", async () => {
    const { client, connection, sent, run } = shared('same');
    await run('createIncident', mail);
    sent();

    expect(await owner.actual(client, signal)).toBe(owner.expected(connection));
    expect(await owner.actual(client, signal)).toBe(owner.expected(connection));
    expect(sent()).toEqual(['GET /api/now/table/sys_user']);
  });

  test("an account of another company is somebody else's, also after a rotation", async () => {
    const { client, connection, instance, other } = shared('mixed-up');
    expect(await owner.actual(client, signal)).toBe(owner.expected(connection));

    for (const user of instance.records.sys_user) user.company = other;
    instance.tokens.clear();
    stage.clock.now = new Date(stage.clock.now.getTime() + 31 * 60_000);

    expect(await owner.actual(client, signal)).not.toBe(owner.expected(connection));
  });

  test("an account without a company is nobody's", async () => {
    const { client, connection, instance } = shared('nobody');
    for (const user of instance.records.sys_user) user.company = '';

    expect(await owner.actual(client, signal)).not.toBe(owner.expected(connection));
  });

  test('when the instance does not say which account it is, nobody is believed to own it', async () => {
    const { client, instance } = shared('unsaid');
    instance.rules.drops.add('sys_id');
    instance.addUser({ name: 'Ada Park', email: 'ada@contoso.com' });

    await expect(owner.actual(client, signal)).rejects.toMatchObject({ kind: 'forbidden', definite: true });
  });
});
