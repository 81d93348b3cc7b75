import { describe, expect, test } from 'vitest';
import { connectors } from '../../../src/connectors/all.ts';
import { createRegistry } from '../../../src/connectors/registry.ts';
import { type Found, foundOf } from '../../../src/desk/as-approved.ts';
import { askedApproval, judged } from '../../../src/desk/asked-approval.ts';
import { bindingDigest } from '../../../src/desk/binding.ts';
import { neverDone } from '../../../src/desk/limits.ts';
import { coveredCalls, planned } from '../../../src/desk/plan.ts';
import type { Grant, Run } from '../../../src/desk/run.ts';
import type { Approval } from '../../../src/domain/approval.ts';
import type { Person } from '../../../src/domain/person.ts';
import type { Verification, Verified } from '../../../src/domain/verification.ts';
import type { OperationStep, Workflow } from '../../../src/domain/workflow.ts';
import { digest } from '../../../src/lib/digest.ts';
import { policyOf } from '../../../src/policy/policy.ts';
import type { Ends } from '../../../src/runs/graph.ts';
import { aRun } from './a-run.ts';

const registry = createRegistry({ connectors, demo: { pause: async () => {} } });
const userId = '6f0c2b1e-52d7-4f43-9a86-3d1b7c9e0a11';
const account = '${steps.find-user.account}';
const switchOff: OperationStep = {
  needs: ['approve'],
  operation: 'graph.disableUser',
  with: { userId: '${steps.find-user.userId}', account, revokeSessions: true },
};
const steps: Workflow['steps'] = {
  'find-user': { title: 'Look up the account', operation: 'graph.getUser', with: { user: 'ben@contoso.com' } },
  'find-roles': {
    needs: ['find-user'],
    operation: 'graph.directoryRolesOf',
    with: { userId: '${steps.find-user.userId}' },
  },
  'is-own': {
    needs: ['find-user'],
    require: { value: '${steps.find-user.guest}', equals: false },
    otherwise: 'It is a guest by now.',
  },
  note: {
    needs: ['find-user'],
    when: { value: '${steps.find-user.synchronised}', equals: true },
    notify: 'technicians',
    text: 'It comes from the office directory.',
  },
  approve: { needs: ['is-own', 'find-roles', 'note'], approve: { steps: ['switch-off', 'plan'] } },
  'switch-off': switchOff,
  plan: {
    needs: ['switch-off'],
    operation: 'serviceNow.createChangeRequest',
    with: { title: `Offboarding of ${account}`, description: 'The rest', reference: '${ticket.id}' },
  },
};
const user = {
  userId,
  account: 'ben@contoso.com',
  displayName: 'Ben',
  enabled: true,
  guest: false,
  synchronised: false,
};
const ends: Ends = new Map([
  ['find-user', { state: 'done', output: user }],
  ['find-roles', { state: 'done', output: { roles: [], privileged: false } }],
  ['is-own', { state: 'done', output: {} }],
  ['note', { state: 'passed-over' }],
]);
const sam: Person = {
  id: 'sam',
  name: 'Sam Carter',
  account: 'sam@contoso.com',
  identities: [{ platform: 'slack', workspace: 'T1', user: 'U2' }],
  roles: { contoso: ['approver'] },
};
const vote = {
  by: { id: 'sam', name: 'Sam Carter' },
  roles: ['approver' as const],
  surface: 'slack',
  at: '2026-01-01T00:00:00.000Z',
};
const run = aRun(steps);
const policy = policyOf();
const approval = approved();
const grant: Grant = {
  approvalId: approval.id,
  step: 'approve',
  digest: approval.digest,
  voters: ['sam'],
  file: digest(run.workflow),
};

interface Otherwise {
  readonly approval?: Approval | undefined;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly ends?: Ends;
  readonly run?: Partial<Run>;
  readonly people?: readonly Person[];
  readonly grant?: Partial<Grant>;
  readonly policy?: typeof policy;
  readonly workflows?: readonly Workflow[];
  /** What stands of it in the database. */
  readonly verification?: Verification;
  /** How often the like was sent already. */
  readonly sent?: number;
}

/** What is found, if something is otherwise than it was. */
function found(otherwise: Otherwise = {}): Promise<Found> {
  const now = { outputs: otherwise.outputs ?? {}, ticket: run.ticket, customer: run.customer };
  const current: Run = { ...run, ...otherwise.run, refreshed: { now } };
  const call = planned('switch-off', switchOff, current, ends, registry);
  const until = Array.from({ length: otherwise.sent ?? 0 }, () => '2026-01-01T01:00:00.000Z');
  return foundOf(call, { ...grant, ...otherwise.grant }, current, otherwise.ends ?? ends, {
    registry,
    approvals: { read: async () => ('approval' in otherwise ? otherwise.approval : approval) },
    // Far more than any limit lets pass were asked for, and have not been sent.
    counts: {
      inTurn: async () => {},
      until: async (_, __, how) => (how === 'sent' ? until : Array(500).fill(until[0])),
    },
    policyFor: async () => otherwise.policy ?? policy,
    roster: async () => ({ customers: [], people: otherwise.people ?? [sam] }),
    workflows: otherwise.workflows ?? [run.workflow],
    platforms: new Map(),
    verifications: { read: async () => otherwise.verification },
  });
}

const wordsIn = (one: Found) => (one.state === 'different' ? one.differences.map(({ words }) => words) : one);

test('what is as it was may be sent', async () => {
  expect(await found()).toEqual({ state: 'as approved' });
  expect(await found({ outputs: { 'find-user': { ...user, displayName: 'Benjamin', enabled: false } } })).toEqual({
    state: 'as approved',
  });
});

test.each<[string, Otherwise, string[]]>([
  [
    'another name',
    { outputs: { 'find-user': { ...user, account: 'ben.hill@contoso.com' } } },
    [
      'Disable user, account: ben.hill@contoso.com, was ben@contoso.com',
      'Create change request, title: Offboarding of ben.hill@contoso.com, was Offboarding of ben@contoso.com',
    ],
  ],
  [
    'an admin role',
    { outputs: { 'find-roles': { roles: ['Global Administrator'], privileged: true } } },
    ['The account holds an admin role now', "The policy has changed: the target's name has to be typed"],
  ],
  [
    'a ticket with other words',
    { run: { ticket: { ...run.ticket, body: 'Please switch off two' } } },
    ['The ticket says something else than before'],
  ],
  [
    'another requester',
    { run: { ticket: { ...run.ticket, requester: { ...run.ticket.requester, id: 'eve', name: 'Eve Moss' } } } },
    ['Asked by: Eve Moss, was Ada Lovelace', 'For: Eve Moss, was Ada Lovelace'],
  ],
  [
    'systems that are real',
    { run: { customer: { ...run.customer, modes: { graph: 'production' } } } },
    ['Disable user, done: for real, was simulated'],
  ],
  ['an approver without the role', { people: [{ ...sam, roles: {} }] }, ['Sam Carter may not approve this any more']],
  ['an approver who has left', { people: [] }, ['Sam Carter may not approve this any more']],
  [
    'an approver whom it is about',
    { people: [{ ...sam, account: 'ben@contoso.com' }] },
    ['Sam Carter may not approve this any more'],
  ],
  [
    'a stricter policy',
    { policy: policyOf({ rules: [{ name: 'two', when: {}, approvers: 2 }] }) },
    ['The policy has changed: 2 different people must approve'],
  ],
  [
    'a policy that demands the same',
    { policy: policyOf({ rules: [{ name: 'one', when: {}, approvers: 1 }] }) },
    ['The policy has changed; what it demands of this is the same'],
  ],
  [
    'an edited workflow',
    { workflows: [{ ...run.workflow, title: 'Another title' }] },
    ['The workflow was edited; this request goes on with the steps it began with'],
  ],
  [
    'a workflow that has gone',
    { workflows: [] },
    ['The workflow was edited; this request goes on with the steps it began with'],
  ],
  [
    'an approval that was made void',
    { approval: { ...approval, state: 'void' } },
    ['Something that it rests on has changed'],
  ],
])('%s is different', async (_, otherwise, words) => {
  const different = await found(otherwise);

  expect(wordsIn(different)).toEqual(expect.arrayContaining(words));
});

test.each<[string, Otherwise, string | RegExp]>([
  ['a requirement', { outputs: { 'find-user': { ...user, guest: true } } }, 'It is a guest by now.'],
  ['a condition', { outputs: { 'find-user': { ...user, synchronised: true } } }, /another way/],
  [
    'the policy',
    { policy: policyOf({ rules: [{ name: 'never', when: { risk: 'change' }, refuse: 'Not today.' }] }) },
    'Not today.',
  ],
  [
    'a limit',
    {
      sent: 3,
      policy: policyOf({
        rules: [{ name: 'three', when: { beyond: { of: 'customer', most: 3, within: '1h' } }, refuse: 'Enough.' }],
      }),
    },
    'Enough. The limit is “three”; the same can be asked for again after 01:00 UTC, 1 Jan.',
  ],
])('%s that speaks against it by now stops it', async (_, otherwise, why) => {
  expect(await found(otherwise)).toEqual({ state: 'stopped', why: expect.stringMatching(why) });
});

const rebound = (differently: Partial<Approval>): Approval => {
  const bound = { ...approval, ...differently };
  return { ...bound, digest: bindingDigest(bound) };
};
test.each<[string, Approval | undefined]>([
  ['gone', undefined],
  ['not approved', { ...approval, state: 'denied' }],
  ['pending again', { ...approval, state: 'pending' }],
  ['of other steps', rebound({ calls: approval.calls.filter(({ step }) => step !== 'switch-off') })],
  ['with another expiry', { ...approval, expiresAt: '2099-01-01T00:00:00.000Z' }],
  ['with another expiry, digest and all', rebound({ expiresAt: '2099-01-01T00:00:00.000Z' })],
  ['without its vote', { ...approval, votes: [] }],
  ['with the vote of another', { ...approval, votes: [{ ...vote, by: { id: 'ada', name: 'Ada' } }] }],
])('an approval that is %s is forged', async (_, forged) => {
  expect(await found({ approval: forged })).toEqual({ state: 'forged' });
});

describe('what somebody was verified to want', () => {
  const verified: Verified = {
    ...{ id: 'v', way: 'manager', account: 'ben@contoso.com', by: { id: 'kim', name: 'Kim Diaz' } },
    ...{ partIds: ['kim'], at: '2026-01-01T00:00:00.000Z' },
  };
  const standing = (differently: Partial<Verified> = {}): Verification => ({
    ...{ id: 'v', runId: 'MSP-1', ticketId: 'MSP-1', customerId: 'contoso', account: 'ben@contoso.com', what: 'x' },
    ...{ requester: run.ticket.requester, turn: 1, cards: [], state: 'passed' },
    verified: { ...verified, ...differently },
  });
  const bound = rebound({ verified });
  const foundWith = (verification?: Verification) =>
    found({ approval: bound, grant: { digest: bound.digest }, ...(verification ? { verification } : {}) });

  test('may be done as long as that stands', async () => {
    expect(await foundWith(standing())).toEqual({ state: 'as approved' });
  });

  test.each([
    ['it does not stand any more', undefined],
    ['it was by another word', standing({ by: { id: 'sam', name: 'Sam Carter' } })],
    ['it was in a weaker way', standing({ way: 'call' })],
  ])('is asked anew where %s', async (_, verification) => {
    expect((await foundWith(verification)).state).toBe('different');
  });

  test('is said not to be certain any more', async () => {
    expect(wordsIn(await foundWith())).toEqual(['It is not certain any more that this is wanted']);
  });
});

test('what is done already was approved as it was', async () => {
  const planDone = new Map([...ends, ['plan', { state: 'done', output: {} }] as const]);
  const { differences = [] } = (await found({
    ends: planDone,
    outputs: { 'find-user': { ...user, account: 'ben.hill@contoso.com' } },
  })) as Extract<Found, { state: 'different' }>;

  expect(differences.map(({ what }) => what)).toEqual(['switch-off.account']);
});

function approved(): Approval {
  const calls = coveredCalls(['switch-off', 'plan'], run, ends, registry);
  const question = { id: 'MSP-1:approve', step: 'approve', calls, expires: undefined, differences: [] };
  const judgement = judged(question, run, ends, registry, policy, neverDone(question, run, ends, policy, registry));
  if (judgement.outcome === 'refused') throw new Error(judgement.why);
  const about = { judgement, policy, expiresAt: '2026-01-01T01:00:00.000Z' };
  return { ...askedApproval(question, about, [sam], run, ends, registry), cards: [], votes: [vote], state: 'approved' };
}
