import { describe, expect, test } from 'vitest';
import { connectors } from '../../../src/connectors/all.ts';
import { createRegistry } from '../../../src/connectors/registry.ts';
import type { Question } from '../../../src/desk/asked-approval.ts';
import { coveredCalls } from '../../../src/desk/plan.ts';
import type { Run } from '../../../src/desk/run.ts';
import { subjectOf } from '../../../src/desk/verify/subject.ts';
import { isOwnAccount, wishBehind } from '../../../src/desk/verify/wish.ts';
import type { Person, Role } from '../../../src/domain/person.ts';
import type { Verification } from '../../../src/domain/verification.ts';
import { Workflow } from '../../../src/domain/workflow.ts';
import { createChat } from './a-chat.ts';
import { aRun } from './a-run.ts';

const registry = createRegistry({ connectors, demo: { pause: async () => {} } });

const someone = (id: string, roles: Role[] = []): Person => ({
  ...{ id, name: id, account: `${id}@contoso.com`, roles: { contoso: roles } },
  identities: [{ platform: 'slack', workspace: 'T1', user: id }],
});
const [ada, otto, tess] = [someone('ada'), someone('otto'), someone('tess', ['technician'])];
const mail: Person = {
  ...{ id: 'zoho:contoso:ada@contoso.com', name: 'Ada', roles: {} },
  identities: [{ platform: 'zoho', workspace: 'contoso', user: 'ada@contoso.com' }],
};

const userId = '6f0c2b1e-52d7-4f43-9a86-3d1b7c9e0a11';
const reset = (account: string) => ({
  reset: { operation: 'graph.resetPassword', with: { userId, account } },
});
const create = {
  create: {
    operation: 'graph.createUser',
    with: { account: 'grace@contoso.com', displayName: 'G', usageLocation: 'GB' },
  },
};

function asked(steps: Run['workflow']['steps'], requester: Person): { run: Run; question: Question } {
  const bare = aRun(steps);
  const run = { ...bare, ticket: { ...bare.ticket, requester } };
  const calls = coveredCalls(Object.keys(steps), run, new Map(), registry);
  return { run, question: { id: 'MSP-1:approve', step: 'approve', calls, expires: undefined, differences: [] } };
}

const withApproval = (steps: object, covers: string[]) =>
  Workflow.shape.steps.parse({ approve: { approve: { steps: covers } }, ...steps });
const steps = {
  ofAda: withApproval(reset('ada@contoso.com'), ['reset']),
  ofNobodyYet: withApproval(create, ['create']),
  ofTwo: withApproval(
    {
      ...reset('ada@contoso.com'),
      again: { operation: 'graph.disableUser', with: { userId, account: 'otto@contoso.com' } },
    },
    ['reset', 'again'],
  ),
};

describe('whose wish has to be certain', () => {
  test.each([
    ['the owner of the account, whoever asks', steps.ofAda, otto, 'ada@contoso.com'],
    ['also when a technician asks', steps.ofAda, tess, 'ada@contoso.com'],
    ['whoever asks, where the account is not there yet', steps.ofNobodyYet, ada, 'ada@contoso.com'],
    ['whoever a mail claims to be from', steps.ofNobodyYet, mail, 'ada@contoso.com'],
    ['nobody knows, where a technician asks for somebody new', steps.ofNobodyYet, tess, undefined],
    ['nobody alone, where it is about two', steps.ofTwo, ada, undefined],
  ])('%s', (_, of, requester, expected) => {
    const { run, question } = asked(of, requester);

    expect(subjectOf(question, run, registry)).toBe(expected);
  });
});

interface Given {
  readonly people?: readonly Person[];
  readonly isInteractive?: boolean;
  readonly verification?: Verification;
}

describe('somebody who asks for themselves', () => {
  const parts = ({ people = [ada, otto, tess], isInteractive = true, verification }: Given = {}) => ({
    registry,
    roster: async () => ({ customers: [], people }),
    platforms: new Map([['slack', { ...createChat('slack').platform, isInteractive }]]),
    verifications: { read: async () => verification },
  });
  const isOwn = async (requester: Person, given: Parameters<typeof parts>[0] = {}, of = steps.ofAda) => {
    const { run, question } = asked(of, requester);
    return (await wishBehind(question, run, parts(given))).isVerified;
  };
  const { account: _, ...adaWithoutAccount } = ada;
  const elsewhere = { ...ada, identities: [{ platform: 'slack', workspace: 'T2', user: 'ada' }] };
  const newly: Person = { ...ada, identities: ada.identities.map((one) => ({ ...one, proven: 'lately' })) };
  const unlinked = { ...ada, id: 'slack:T1:ada' };

  test('is taken at their word in their own linked chat', async () => {
    expect(await isOwn(ada)).toBe(true);
  });

  test.each<[string, Person, Parameters<typeof parts>[0]]>([
    ['for somebody else', otto, {}],
    ['as a technician for somebody else', tess, {}],
    ['where nobody has linked them', unlinked, { people: [unlinked] }],
    ['by mail', ada, { isInteractive: false }],
    ['after they were unlinked', ada, { people: [otto] }],
    ['after their account was taken out of the desk file', ada, { people: [adaWithoutAccount] }],
    ['where two people are said to have the account', ada, { people: [ada, { ...otto, account: 'ada@contoso.com' }] }],
    ['where they linked that chat themselves within a day', ada, { people: [newly] }],
    ['as a guest of another workspace', ada, { people: [elsewhere] }],
  ])('is not %s', async (_, requester, given) => {
    expect(await isOwn(requester, given)).toBe(false);
  });

  const passed = (way: 'self' | 'manager'): Verification => ({
    ...{ id: 'v', runId: 'MSP-1', ticketId: 'MSP-1', customerId: 'contoso', account: 'ada@contoso.com', what: 'Reset' },
    ...{ requester: ada, turn: 1, cards: [], state: 'passed' },
    verified: { id: 'v', way, account: 'ada@contoso.com', by: ada, partIds: [], at: '2026-01-01T00:00:00.000Z' },
  });

  test('has not asked any more once they are unlinked, whatever stands in the database', async () => {
    expect(await isOwn(ada, { people: [otto], verification: passed('self') })).toBe(false);
    expect(await isOwn(ada, { people: [otto], verification: passed('manager') })).toBe(true);
  });

  test('has an account of their own, however it is written', () => {
    expect(isOwnAccount('ADA@contoso.com', ada, { customers: [], people: [ada] })).toBe(true);
    expect(isOwnAccount('', ada, { customers: [], people: [adaWithoutAccount] })).toBe(false);
  });
});
