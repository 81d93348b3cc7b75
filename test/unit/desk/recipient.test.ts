import { describe, expect, test } from 'vitest';
import { connectors } from '../../../src/connectors/all.ts';
import { createRegistry } from '../../../src/connectors/registry.ts';
import { deliveriesOf } from '../../../src/desk/deliveries.ts';
import { recipientOf } from '../../../src/desk/recipient.ts';
import type { Run } from '../../../src/desk/run.ts';
import type { Person, Role } from '../../../src/domain/person.ts';
import type { Recipient } from '../../../src/domain/workflow.ts';
import { createChat } from './a-chat.ts';
import { aRun } from './a-run.ts';

const TENANT = '11111111-2222-4333-8444-555555555555';
const inTeams = { platform: 'teams', workspace: TENANT.toUpperCase() };
const inSlack = { platform: 'slack', workspace: 'T1' };

const reset = { operation: 'graph.resetPassword', with: {} };
const kim = someone('kim');
const olga = someone('olga');
const tess = someone('tess', ['technician']);
const sam = someone('sam', ['approver']);

describe('the password of an account', () => {
  test('goes to its owner, whoever asked for it', async () => {
    expect(await forOwner([kim, olga])).toMatchObject({ id: 'kim' });
  });

  test('finds its owner however the account is written', async () => {
    expect(await forOwner([kim], { account: 'KIM@Contoso.com' })).toMatchObject({ id: 'kim' });
  });

  test('goes to the owner also when the owner is a technician who asked for their own', async () => {
    const run = askedBy(tess);

    expect(await forOwner([tess, olga], { account: 'tess@contoso.com', run })).toMatchObject({ id: 'tess' });
  });

  test.each<[string, Person[]]>([
    ['nobody is linked with it', [olga]],
    ['its owner is on no chat', [{ ...kim, identities: [] }, olga]],
    [
      'its owner is on a chat that is not connected',
      [{ ...kim, identities: [{ ...inSlack, platform: 'pigeon', user: 'kim' }] }, olga],
    ],
    [
      'its owner is in a help desk alone, where technicians read along',
      [{ ...kim, identities: [{ ...inSlack, platform: 'tickets', user: 'kim' }] }, olga],
    ],
    [
      'its owner has proven their only chat to be theirs within the last day',
      [{ ...kim, identities: [{ ...inSlack, user: 'kim', proven: 'lately' }] }, olga],
    ],
    ['its owner is in the very tenant that it opens', [{ ...kim, identities: [{ ...inTeams, user: 'kim' }] }, olga]],
  ])('goes to the contact of the customer where %s', async (_, people) => {
    expect(await forOwner(people)).toMatchObject({ id: 'olga' });
    expect(await forOwner(people, { contact: null })).toBeUndefined();
  });

  test('goes to its owner where they have proven a chat to be theirs before', async () => {
    const proven = { ...kim, identities: [{ ...inSlack, user: 'kim', proven: 'long ago' as const }] };

    expect(await forOwner([proven, olga])).toMatchObject({ id: 'kim' });
  });

  test('goes to nobody with a role for the customer, whatever it is', async () => {
    for (const role of ['technician', 'approver', 'admin', 'auditor'] as const)
      expect(await forOwner([someone('olga', [role])])).toBeUndefined();
    expect(await forOwner([someone('olga', ['requester'])])).toMatchObject({ id: 'olga' });
  });

  test('goes only to where its owner can look without it', async () => {
    const both = {
      ...kim,
      identities: [
        { ...inTeams, user: 'kim' },
        { ...inSlack, user: 'kim' },
      ],
    };

    expect(await forOwner([both])).toMatchObject({ identities: [{ ...inSlack, user: 'kim' }] });
  });

  test('goes into the tenant that it opens when its owner has just written from there', async () => {
    const inside = { ...kim, identities: [{ ...inTeams, user: 'kim' }] };
    const run = askedBy(inside, inTeams);

    expect(await forOwner([inside, olga], { run })).toMatchObject({ id: 'kim' });
  });

  test('does not go into the tenant that it opens when somebody else has written from there', async () => {
    const inside = { ...kim, identities: [{ ...inTeams, user: 'kim' }] };
    const run = askedBy({ ...tess, identities: [{ ...inTeams, user: 'tess' }] }, inTeams);

    expect(await forOwner([inside, olga], { run })).toMatchObject({ id: 'olga' });
  });

  test('goes to an owner in Teams of another tenant', async () => {
    const elsewhere = { ...kim, identities: [{ ...inTeams, workspace: 'another-tenant', user: 'kim' }] };

    expect(await forOwner([elsewhere, olga])).toMatchObject({ id: 'kim' });
  });

  test('goes first to where its owner asked', async () => {
    const both = {
      ...kim,
      identities: [
        { ...inSlack, workspace: 'T2', user: 'kim' },
        { ...inSlack, user: 'kim' },
      ],
    };

    const recipient = await forOwner([both], { run: askedBy(both, inSlack) });

    expect(recipient?.identities.map(({ workspace }) => workspace)).toEqual(['T1', 'T2']);
  });

  test('is nobody’s when two people have the account, not even the contact’s', async () => {
    expect(await forOwner([kim, { ...sam, account: 'Kim@contoso.com' }, olga])).toBeUndefined();
  });

  test.each<[string, Person]>([
    ['a technician', { ...olga, roles: { contoso: ['technician'] } }],
    ['an approver', { ...olga, roles: { contoso: ['approver'] } }],
    ['locked out with it', { ...olga, account: 'kim@contoso.com', identities: [{ ...inTeams, user: 'olga' }] }],
    ['on no chat', { ...olga, identities: [] }],
  ])('does not go to a contact who is %s', async (_, contact) => {
    expect(await forOwner([contact])).toBeUndefined();
  });

  test('does not go to a contact who is an approver under another entry', async () => {
    const alias = { ...sam, id: 'olga-too', identities: olga.identities };

    expect(await forOwner([olga, alias])).toBeUndefined();
  });

  test('goes to a contact who has a role for another customer', async () => {
    expect(await forOwner([{ ...olga, roles: { fabrikam: ['approver'] } }])).toMatchObject({ id: 'olga' });
  });

  test('has nobody to go to when the customer has gone', async () => {
    await expect(forOwner([kim], { customers: [] })).rejects.toThrow('no customer contoso');
  });
});

describe('the first password of a new account', () => {
  test('goes to whoever asked', async () => {
    expect(await forRequester([kim, olga], askedBy(kim))).toMatchObject({ id: 'kim' });
  });

  test.each<[string, Person, Person[]]>([
    ['is a technician', tess, [tess, olga]],
    ['is an approver', sam, [sam, olga]],
    ['is an approver under another entry', kim, [kim, { ...sam, account: 'kim@contoso.com' }, olga]],
    ['is not linked any more', kim, [olga]],
    ['was never linked', { ...kim, id: 'slack:T1:kim' }, [{ ...kim, id: 'slack:T1:kim' }, olga]],
  ])('goes to the contact when whoever asked %s', async (_, requester, people) => {
    expect(await forRequester(people, askedBy(requester))).toMatchObject({ id: 'olga' });
  });
});

describe('the link into a session', () => {
  test('goes to its owner, also in the tenant of the account, which still opens', async () => {
    const inside = { ...kim, identities: [{ ...inTeams, user: 'kim' }] };

    expect(await forSession('owner', [inside, olga])).toMatchObject({ id: 'kim' });
  });

  test('never goes to the contact', async () => {
    expect(await forSession('owner', [olga])).toBeUndefined();
  });

  test('goes to the technician who asked, or else to one who can be reached', async () => {
    const tom = someone('tom', ['technician']);

    expect(await forSession('technician', [tess, tom], askedBy(tom))).toMatchObject({ id: 'tom' });
    expect(await forSession('technician', [{ ...tess, identities: [] }, tom], askedBy(kim))).toMatchObject({
      id: 'tom',
    });
    expect(await forSession('technician', [kim, sam], askedBy(kim))).toBeUndefined();
  });
});

test.each([
  [1, { reset, hand: { deliver: '${steps.reset.password}', to: 'owner' as const } }],
  [0, { tell: { notify: 'technicians' as const, text: 'Hello' } }],
])('%i secrets are handed over by the steps of a workflow that has so many deliveries', (count, steps) => {
  expect(deliveriesOf(aRun(steps))).toHaveLength(count);
});

interface Circumstances {
  readonly account?: string;
  readonly run?: Run;
  readonly contact?: string | null;
  readonly customers?: [];
}

function forOwner(people: readonly Person[], { account = 'kim@contoso.com', ...more }: Circumstances = {}) {
  return find('owner', 'graph.resetPassword', account, people, more);
}

function forRequester(people: readonly Person[], run: Run) {
  return find('requester', 'graph.createUser', 'new@contoso.com', people, { run });
}

function forSession(to: Recipient, people: readonly Person[], run = aRun({})) {
  return find(to, 'zohoAssist.createSession', 'kim@contoso.com', people, { run });
}

function find(
  to: Recipient,
  operation: string,
  account: string,
  people: readonly Person[],
  { run = aRun({}), contact = 'olga', customers }: Circumstances,
) {
  const customer = { ...run.customer, ...(contact ? { handover: { contact } } : {}) };
  const registry = createRegistry({ connectors, demo: { pause: async () => {} } });
  return recipientOf({ to, maker: 'make', operation, field: 'password' }, account, run, {
    platforms: new Map(
      ['slack', 'teams', 'tickets'].map((name) => [
        name,
        { ...createChat(name).platform, isInteractive: name !== 'tickets' },
      ]),
    ),
    roster: async () => ({ customers: customers ?? [customer], people }),
    registry: { ...registry, organisationOf: async (name) => (name.startsWith('graph.') ? TENANT : '42') },
  });
}

function askedBy(requester: Person, where: { platform: string; workspace: string } = inSlack): Run {
  const run = aRun({});
  return { ...run, ticket: { ...run.ticket, requester, place: { ...where, channel: 'help' } } };
}

function someone(user: string, roles: Role[] = []): Person {
  return {
    id: user,
    name: user,
    account: `${user}@contoso.com`,
    identities: [{ ...inSlack, user }],
    roles: { contoso: roles },
  };
}
