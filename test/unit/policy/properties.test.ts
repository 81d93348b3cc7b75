import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Risk } from '../../../src/domain/risk.ts';
import { type Facts, Proof } from '../../../src/policy/facts.ts';
import { judge } from '../../../src/policy/judge.ts';
import { type Policy, policyOf } from '../../../src/policy/policy.ts';
import { PolicyRule } from '../../../src/policy/rule.ts';
import { allowsNoMore } from './allows-no-more.ts';
import { added, asked, rule, rules } from './arbitrary.ts';

const often = { numRuns: 200 };

test('a fact that is removed never allows more', () => {
  fc.assert(
    fc.property(asked, fc.nat(), ({ facts, policy: inForce }, which) => {
      const { [keyOf(facts, which)]: _, ...fewer } = facts;
      expect(allowsNoMore(judge(fewer, inForce), judge(facts, inForce))).toBe(true);
    }),
    often,
  );
});

test('a count that is removed never allows more', () => {
  fc.assert(
    fc.property(asked, fc.nat(), ({ facts, policy: inForce }, which) => {
      const counts = facts.counts.toSpliced(which % facts.counts.length, 1);
      expect(allowsNoMore(judge({ ...facts, counts }, inForce), judge(facts, inForce))).toBe(true);
    }),
    often,
  );
});

test('a rule that is added never allows more, whoever adds it', () => {
  fc.assert(
    fc.property(asked, rule, ({ facts, policy: inForce }, one) => {
      const more: Policy = { ...inForce, rules: [...inForce.rules, { ...one, from: 'customer' }] };
      expect(allowsNoMore(judge(facts, more), judge(facts, inForce))).toBe(true);
    }),
    often,
  );
});

test('what a customer adds never loosens what the provider says, nor the provider what is built in', () => {
  fc.assert(
    fc.property(asked, added, added, ({ facts }, provider, customer) => {
      const [builtIn, providers, customers] = [policyOf(), policyOf(provider), policyOf(provider, customer)];
      expect(allowsNoMore(judge(facts, customers), judge(facts, providers))).toBe(true);
      expect(allowsNoMore(judge(facts, providers), judge(facts, builtIn))).toBe(true);
    }),
    often,
  );
});

const worse: Readonly<Record<string, (facts: Facts) => Facts>> = {
  'a higher risk': (facts) => ({ ...facts, risk: Risk.options[Risk.options.indexOf(facts.risk) + 1] ?? 'critical' }),
  'more targets': (facts) => ({ ...facts, targets: facts.targets + 1 }),
  'an admin account': (facts) => ({ ...facts, privileged: true }),
  'less proof': (facts) => ({ ...facts, proof: Proof.options[Proof.options.indexOf(facts.proof) - 1] ?? 'none' }),
  'a later hour': (facts) => ({ ...facts, outOfHours: true }),
  'another operation': (facts) => ({ ...facts, operations: [...new Set([...facts.operations, 'toy.act'])] }),
  'another customer': (facts) => ({ ...facts, customers: [...facts.customers, 'fabrikam'] }),
  'more before it': (facts) => ({
    ...facts,
    counts: facts.counts.map(({ times, ...counted }) => ({ ...counted, times: times + 1 })),
  }),
};

test.each(Object.entries(worse))('%s never allows more', (_, make) => {
  fc.assert(
    fc.property(asked, ({ facts, policy: inForce }) => {
      expect(allowsNoMore(judge(make(facts), inForce), judge(facts, inForce))).toBe(true);
    }),
    often,
  );
});

test('the order of rules, and of what stands in them, makes no difference', () => {
  fc.assert(
    fc.property(asked, fc.func(fc.integer()), ({ facts, policy: { rules: inForce, version } }, order) => {
      const shuffled = inForce.toSorted((a, b) => order(a.name) - order(b.name));
      const [one, other] = [judge(facts, { version, rules: inForce }), judge(facts, { version, rules: shuffled })];

      expect(other.outcome).toBe(one.outcome);
      expect(allowsNoMore(one, other) && allowsNoMore(other, one)).toBe(true);
    }),
    often,
  );
});

test('the same request always gets the same answer, and is not changed by it', () => {
  fc.assert(
    fc.property(asked, ({ facts, policy: inForce }) => {
      const before = structuredClone({ facts, inForce });
      expect(judge(facts, inForce)).toEqual(judge(facts, inForce));
      expect({ facts, inForce }).toEqual(before);
    }),
    often,
  );
});

test('the version is the same exactly when the rules are, in whatever order', () => {
  fc.assert(
    fc.property(rules, rules, (one, other) => {
      const [a, b] = [policyOf({ rules: one }), policyOf({ rules: other })];
      expect(a.version === b.version).toBe(meaning(one) === meaning(other));
      expect(policyOf({ rules: one.toReversed() }).version).toBe(a.version);
      expect(policyOf(undefined, { rules: one }).version).toBe(a.version);
    }),
    often,
  );
});

test('every change to a rule changes the version, and another order of its lists does not', () => {
  const version = (change: object = {}) => policyOf({ rules: [PolicyRule.parse({ ...whole, ...change })] }).version;
  const { when } = whole;
  const changes: object[] = [
    { name: 'b' },
    { refuse: 'No.' },
    { approvers: 3 },
    { roles: ['admin'] },
    { not: ['author'] },
    { expires: '6m' },
    { surfaces: ['slack'] },
    { verify: undefined },
    { typed: undefined },
    { when: { ...when, risk: 'critical' } },
    { when: { ...when, declares: 'critical' } },
    { when: { ...when, operations: ['toy.act'] } },
    { when: { ...when, privileged: undefined } },
    { when: { ...when, outOfHours: undefined } },
    { when: { ...when, proof: 'linked' } },
    { when: { ...when, beyond: undefined } },
    ...[{ of: 'person' }, { most: 2 }, { within: '2h' }, { operations: ['toy.act'] }].map((other) => ({
      when: { ...when, beyond: { ...when.beyond, ...other } },
    })),
  ];

  expect(new Set([version(), policyOf().version, ...changes.map(version)]).size).toBe(changes.length + 2);
  expect(version({ roles: ['admin', 'approver'], not: ['author', 'editor'], surfaces: ['teams', 'slack'] })).toBe(
    version(),
  );
  expect(version({ when: { ...when, operations: ['toy.look', 'toy.act'] } })).toBe(version());
});

const whole = {
  name: 'a',
  when: {
    ...{ risk: 'sensitive', declares: 'sensitive', operations: ['toy.act', 'toy.look'], privileged: true },
    ...{ outOfHours: true, proof: 'none' },
    beyond: { of: 'target', most: 1, within: '1h', operations: ['toy.look', 'toy.act'] },
  },
  ...{ approvers: 2, roles: ['approver', 'admin'], not: ['editor', 'author'], expires: '5m' },
  ...{ surfaces: ['slack', 'teams'], verify: true, typed: true },
};

function keyOf(facts: Facts, which: number): keyof Facts {
  const keys = Object.keys(facts) as (keyof Facts)[];
  return keys[which % keys.length] ?? 'risk';
}

/** Written out, with nothing but the order taken away. */
function meaning(some: readonly PolicyRule[]): string {
  return JSON.stringify(some.map((one) => JSON.stringify(inAnyOrder(one))).sort());
}

function inAnyOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inAnyOrder).sort();
  if (typeof value !== 'object' || value === null) return value;
  return Object.keys(value)
    .sort()
    .map((key) => [key, inAnyOrder(Reflect.get(value, key))]);
}
