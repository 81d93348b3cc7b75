import fc from 'fast-check';
import { expect, test } from 'vitest';
import { explain } from '../../../src/policy/explain.ts';
import { judge } from '../../../src/policy/judge.ts';
import { type Policy, policyOf } from '../../../src/policy/policy.ts';
import { counted, resetOfAda, withRules } from './a-request.ts';
import { allowsNoMore } from './allows-no-more.ts';
import { asked } from './arbitrary.ts';

const decidersOf = (policy: Policy, aspect: string, known = counted(resetOfAda, policy, 0)) =>
  explain(known, policy)
    .aspects.find((one) => one.aspect === aspect)
    ?.decidedBy.map(({ name, from }) => `${name} (${from})`);

test('of what is most or least, the rules that say so have decided', () => {
  const policy = withRules(
    { name: 'three people', approvers: 3 },
    { name: 'three, too', approvers: 3 },
    { name: 'two people', approvers: 2, expires: '900s' },
  );

  expect(decidersOf(policy, 'approvers')).toEqual(['three people (customer)', 'three, too (customer)']);
  expect(decidersOf(policy, 'expires')).toEqual([
    'what is sensitive has a quarter of an hour (built in)',
    'two people (customer)',
  ]);
});

test('of lists, every rule that adds to them has decided', () => {
  const policy = withRules({ name: 'admins', roles: ['admin'] });

  expect(decidersOf(policy, 'roles')).toEqual([
    'approvers have no part in it, and an hour (built in)',
    'admins (customer)',
  ]);
});

test('what is not demanded is not explained, and of what needs nobody nothing is', () => {
  expect(decidersOf(policyOf(), 'typed')).toBeUndefined();
  expect(explain({ ...resetOfAda, risk: 'read', counts: [] }, policyOf()).aspects).toEqual([]);
});

test('a refusal names its rule and who wrote it', () => {
  const policy = withRules({ name: 'never', refuse: 'Not here.' });

  expect(explain(counted(resetOfAda, policy, 0), policy).refusedBy).toEqual({ name: 'never', from: 'customer' });
  expect(explain({}, policy).refusedBy).toEqual({ name: 'absent facts refuse', from: 'built in' });
});

test('it says how near every number of calls is, and of which it is not known', () => {
  const policy = withRules({ name: 'few', when: { beyond: { of: 'customer', most: 4, within: '2h' } }, refuse: 'No.' });
  const few = (times?: number) =>
    explain(
      { ...resetOfAda, counts: times === undefined ? [] : [{ of: 'customer', within: '120m', risk: 'change', times }] },
      policy,
    ).limits.find(({ rule }) => rule.name === 'few');

  expect(few(1)).toMatchObject({ most: 4, times: 2 });
  expect(few()).toMatchObject({ most: 4 });
  expect(few()).not.toHaveProperty('times');
});

test('without the rules that decided it, less would be demanded', () => {
  fc.assert(
    fc.property(asked, fc.nat(), ({ facts, policy }, which) => {
      const { judgement, aspects } = explain(facts, policy);
      expect(judgement).toEqual(judge(facts, policy));
      const decided = aspects[which % Math.max(aspects.length, 1)];
      if (judgement.outcome === 'refused' || !decided) return;
      const names = decided.decidedBy.map(({ name }) => name);
      const others = judge(facts, { ...policy, rules: policy.rules.filter(({ name }) => !names.includes(name)) });

      expect(names.length).toBeGreaterThan(0);
      expect(allowsNoMore(others, judgement)).toBe(false);
    }),
    { numRuns: 200 },
  );
});
