import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connectors } from '../../../src/connectors/all.ts';
import { createRegistry } from '../../../src/connectors/registry.ts';
import { type Binding, bindingDigest } from '../../../src/desk/binding.ts';
import { planned, plannedFor } from '../../../src/desk/plan.ts';
import type { PlannedCall } from '../../../src/domain/approval.ts';
import type { Verified } from '../../../src/domain/verification.ts';
import { aRun } from './a-run.ts';

const registry = createRegistry({ connectors, demo: { pause: async () => {} } });
const value = fc.jsonValue({ maxDepth: 2 });

const call = fc.record<PlannedCall>({
  step: fc.string(),
  operation: fc.string(),
  title: fc.string(),
  risk: fc.constantFrom('change', 'sensitive', 'critical'),
  mode: fc.constantFrom('demo', 'sandbox', 'production'),
  values: fc.uniqueArray(
    fc.record({
      name: fc.string({ minLength: 1 }),
      value,
      origin: fc.constantFrom('looked up' as const, 'message text' as const),
    }),
    { selector: ({ name }) => name, minLength: 1, maxLength: 4 },
  ),
});
const binding = fc.record<Binding>({
  customerId: fc.string(),
  ticketId: fc.string(),
  ticketDigest: fc.string(),
  requester: fc.record({ id: fc.string(), name: fc.string(), identities: fc.constant([]), roles: fc.constant({}) }),
  workflow: fc.record({
    name: fc.string(),
    title: fc.string(),
    version: fc.integer({ min: 1 }),
    digest: fc.string(),
    editedBy: fc.string(),
  }),
  target: fc.record({ value: fc.string(), origin: fc.constant('answer' as const) }),
  rests: fc.dictionary(fc.string(), fc.boolean()),
  risk: fc.constantFrom('change' as const, 'sensitive' as const),
  demands: fc.record({
    approvers: fc.nat(),
    roles: fc.constant(['approver' as const]),
    not: fc.constant(['requester' as const]),
    expires: fc.constant('15m' as const),
    verify: fc.boolean(),
    typed: fc.boolean(),
  }),
  verified: fc.constant(verifiedBy()),
  policy: fc.record({ version: fc.string() }),
  calls: fc.array(call, { minLength: 1, maxLength: 3 }),
  expiresAt: fc.string(),
});

/** Changes one call and leaves the others. */
function onOne(calls: readonly PlannedCall[], index: number, change: (call: PlannedCall) => PlannedCall) {
  const at = index % calls.length;
  return calls.map((one, position) => (position === at ? change(one) : one));
}

function verifiedBy(differently: Partial<Verified> = {}): Verified {
  return {
    ...{ id: 'MSP-1:verification', way: 'manager', account: 'ada@contoso.com', by: { id: 'sam', name: 'Sam' } },
    ...{ partIds: ['sam'], at: '2026-01-01T00:00:00.000Z' },
    ...differently,
  };
}

const changes: Readonly<Record<string, (bound: Binding, index: number) => Binding>> = {
  'the customer': (bound) => ({ ...bound, customerId: `${bound.customerId}.` }),
  'the ticket': (bound) => ({ ...bound, ticketId: `${bound.ticketId}.` }),
  'what the ticket says': (bound) => ({ ...bound, ticketDigest: `${bound.ticketDigest}.` }),
  'who asked': (bound) => ({ ...bound, requester: { ...bound.requester, id: `${bound.requester.id}.` } }),
  'what its workflow does': (bound) => ({
    ...bound,
    workflow: { ...bound.workflow, digest: `${bound.workflow.digest}.` },
  }),
  'who edited its workflow': (bound) => ({
    ...bound,
    workflow: { ...bound.workflow, editedBy: `${bound.workflow.editedBy}.` },
  }),
  'the target': (bound) => ({ ...bound, target: { ...bound.target, value: `${bound.target.value}.` } }),
  'what it rests on': (bound) => ({ ...bound, rests: { ...bound.rests, ['x'.repeat(99)]: true } }),
  'its own risk': (bound) => ({ ...bound, risk: bound.risk === 'change' ? 'sensitive' : 'change' }),
  'how many must approve': (bound) => ({
    ...bound,
    demands: { ...bound.demands, approvers: bound.demands.approvers + 1 },
  }),
  'who may approve': (bound) => ({ ...bound, demands: { ...bound.demands, not: [] } }),
  'what has to be typed': (bound) => ({ ...bound, demands: { ...bound.demands, typed: !bound.demands.typed } }),
  'whether it is certain that it is wanted': ({ verified: _, ...bound }) => bound,
  'by whose word': (bound) => ({ ...bound, verified: verifiedBy({ by: { id: 'kim', name: 'Kim' } }) }),
  'how that is known': (bound) => ({ ...bound, verified: verifiedBy({ way: 'call' }) }),
  'who had a part in it': (bound) => ({ ...bound, verified: verifiedBy({ partIds: [] }) }),
  'the policy': (bound) => ({ ...bound, policy: { version: `${bound.policy.version}.` } }),
  'the expiry': (bound) => ({ ...bound, expiresAt: `${bound.expiresAt}.` }),
  'the workflow': (bound) => ({ ...bound, workflow: { ...bound.workflow, name: `${bound.workflow.name}.` } }),
  'its version': (bound) => ({ ...bound, workflow: { ...bound.workflow, version: bound.workflow.version + 1 } }),
  'a step': (bound, index) => ({
    ...bound,
    calls: onOne(bound.calls, index, (one) => ({ ...one, step: `${one.step}.` })),
  }),
  'an operation': (bound, index) => ({
    ...bound,
    calls: onOne(bound.calls, index, (one) => ({ ...one, operation: `${one.operation}.` })),
  }),
  'a risk': (bound, index) => ({
    ...bound,
    calls: onOne(bound.calls, index, (one) => ({ ...one, risk: one.risk === 'change' ? 'critical' : 'change' })),
  }),
  'a mode': (bound, index) => ({
    ...bound,
    calls: onOne(bound.calls, index, (one) => ({ ...one, mode: one.mode === 'demo' ? 'production' : 'demo' })),
  }),
  'a value': (bound, index) => ({
    ...bound,
    calls: onOne(bound.calls, index, ({ values, ...one }) => ({
      ...one,
      values: values.map((given, at) => (at === index % values.length ? { ...given, value: [given.value] } : given)),
    })),
  }),
  'the name of a value': (bound, index) => ({
    ...bound,
    calls: onOne(bound.calls, index, ({ values, ...one }) => ({
      ...one,
      values: values.map((given, at) => (at === index % values.length ? { ...given, name: 'x'.repeat(99) } : given)),
    })),
  }),
  'one value more': (bound, index) => ({
    ...bound,
    calls: onOne(bound.calls, index, ({ values, ...one }) => ({
      ...one,
      values: [...values, { name: 'x'.repeat(99), value: false, origin: 'workflow' }],
    })),
  }),
  'one call more': (bound) => ({ ...bound, calls: [...bound.calls, ...bound.calls.slice(-1)] }),
  'one call less': (bound) => ({ ...bound, calls: bound.calls.slice(1) }),
};

describe('the digest of an approval', () => {
  test.each(Object.entries(changes))('is another one when %s changes', (_, change) => {
    fc.assert(
      fc.property(binding, fc.nat(), (bound, index) => bindingDigest(change(bound, index)) !== bindingDigest(bound)),
    );
  });

  test('does not depend on the order of values, nor on what people read about them', () => {
    fc.assert(
      fc.property(binding, (bound) => {
        const calls = bound.calls.map((one) => ({
          ...one,
          title: `${one.title}.`,
          values: one.values.map((given) => ({ ...given, origin: 'answer' as const })).reverse(),
        }));
        const workflow = { ...bound.workflow, title: 'Another title' };
        return bindingDigest({ ...bound, workflow, calls }) === bindingDigest(bound);
      }),
    );
  });

  test('depends on the order of calls', () => {
    fc.assert(
      fc.property(binding, call, call, (bound, one, other) => {
        fc.pre(one.step !== other.step);
        return bindingDigest({ ...bound, calls: [one, other] }) !== bindingDigest({ ...bound, calls: [other, one] });
      }),
    );
  });

  test('is the same after the journal', () => {
    fc.assert(
      fc.property(binding, (bound) => bindingDigest(JSON.parse(JSON.stringify(bound))) === bindingDigest(bound)),
    );
  });
});

describe('a planned call', () => {
  const steps = {
    reset: {
      operation: 'graph.resetPassword',
      with: { userId: '6f0c2b1e-52d7-4f43-9a86-3d1b7c9e0a11', account: '${inputs.account}' },
    },
  };
  const run = aRun(steps, { inputs: { account: { value: 'ada@contoso.com', origin: 'typed command' } } });
  const plan = (withRun = run) => planned('reset', steps.reset, withRun, new Map(), registry);

  test('has every value that will be sent, also those that nobody gave', () => {
    expect(plan().values).toEqual([
      { name: 'userId', value: '6f0c2b1e-52d7-4f43-9a86-3d1b7c9e0a11', origin: 'workflow' },
      { name: 'account', value: 'ada@contoso.com', origin: 'typed command' },
      { name: 'revokeSessions', value: false, origin: 'workflow' },
    ]);
  });

  test('that its operation would refuse is not planned', () => {
    const spoilt = aRun(steps, { inputs: { account: { value: 'not an account', origin: 'typed command' } } });

    expect(() => plan(spoilt)).toThrow("graph.resetPassword can't be called like this: account");
  });

  test('is as real as the customer has it now', () => {
    const real = { ...run.customer, modes: { graph: 'production' as const } };

    expect(plan().mode).toBe('demo');
    expect(plannedFor(real, plan(), registry)).toEqual({ ...plan(), mode: 'production' });
  });
});

test('what was looked up by the words of a message is shown to come from them', () => {
  const steps = {
    find: { operation: 'atera.findAgent', with: { device: '${inputs.device}' } },
    clean: {
      operation: 'atera.runDiskCleanup',
      with: { agentId: '${steps.find.agentId}', device: '${steps.find.name}' },
    },
  };
  const output = { agentId: 1017, name: 'CONTOSO-PC-17' };
  const originsFor = (origin: 'message text' | 'answer') => {
    const run = aRun(steps, { inputs: { device: { value: 'CONTOSO-PC-17', origin } } });
    const ends = new Map([['find', { state: 'done' as const, output }]]);
    return planned('clean', steps.clean, run, ends, registry).values.map((one) => one.origin);
  };

  expect(originsFor('message text')).toEqual(['message text', 'message text']);
  expect(originsFor('answer')).toEqual(['looked up', 'looked up']);
});
