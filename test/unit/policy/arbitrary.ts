import fc from 'fast-check';
import { ApproverRole, Bar } from '../../../src/domain/demands.ts';
import { Risk } from '../../../src/domain/risk.ts';
import type { Duration } from '../../../src/lib/duration.ts';
import { RuledRisk } from '../../../src/policy/counted.ts';
import { type Count, type Facts, Proof } from '../../../src/policy/facts.ts';
import { type AddedPolicy, policyOf } from '../../../src/policy/policy.ts';
import { PolicyRule, type RuleScope } from '../../../src/policy/rule.ts';
import { countsNeeded } from '../../../src/policy/scope.ts';

/** A few of everything, so that what is drawn meets. */
const operation = fc.constantFrom('graph.resetPassword', 'graph.createTemporaryAccessPass', 'graph.getUser', 'toy.act');
const operations = fc.uniqueArray(operation, { minLength: 1, maxLength: 3 });
const duration = fc.constantFrom<Duration>('5m', '10m', '15m', '60m', '1h', '24h');
const of = fc.constantFrom('target' as const, 'person' as const, 'customer' as const);

const partly = <T extends object>(model: { [Key in keyof T]: fc.Arbitrary<T[Key]> }) =>
  fc.record(model, { requiredKeys: [] });

const beyond = fc.record(
  { of, most: fc.integer({ min: 0, max: 4 }), within: duration, operations },
  { requiredKeys: ['of', 'most', 'within'] },
);
const scope: fc.Arbitrary<RuleScope> = partly({
  risk: fc.constantFrom(...RuledRisk.options),
  declares: fc.constantFrom(...RuledRisk.options),
  operations,
  privileged: fc.constant(true as const),
  proof: fc.constantFrom('none' as const, 'linked' as const),
  outOfHours: fc.constant(true as const),
  beyond,
});

const demands = {
  name: fc.string({ minLength: 1, maxLength: 8 }),
  when: scope,
  approvers: fc.integer({ min: 1, max: 5 }),
  roles: fc.uniqueArray(fc.constantFrom(...ApproverRole.options), { minLength: 1 }),
  not: fc.uniqueArray(fc.constantFrom(...Bar.options), { minLength: 1 }),
  expires: duration,
  surfaces: fc.uniqueArray(fc.constantFrom('slack', 'teams', 'terminal'), { minLength: 1 }),
  verify: fc.constant(true as const),
  typed: fc.constant(true as const),
};
const refuse = fc.constant('Not here.');

/** A rule as `desk.yaml` could have it. Were every other one to refuse, nothing would be left to be told apart. */
export const rule: fc.Arbitrary<PolicyRule> = fc
  .oneof(
    { weight: 9, arbitrary: fc.record(demands, { requiredKeys: ['name', 'when'] }) },
    { weight: 1, arbitrary: fc.record({ ...demands, refuse }, { requiredKeys: ['name', 'when', 'refuse'] }) },
  )
  .map((drawn) => PolicyRule.parse(drawn));

export const rules = fc.array(rule, { maxLength: 4 });
export const added: fc.Arbitrary<AddedPolicy> = fc.record({ rules });
const policy = fc.tuple(added, added).map(([provider, customer]) => policyOf(provider, customer));

/** All that can be known of a request, its counts still open. */
const facts = fc.record({
  customers: fc.constantFrom(['contoso'], ['contoso'], ['contoso', 'contoso'], ['contoso', 'fabrikam']),
  operations,
  risk: fc.constantFrom(...Risk.options),
  targets: fc.integer({ min: 1, max: 4 }),
  privileged: fc.boolean(),
  proof: fc.constantFrom(...Proof.options),
  outOfHours: fc.boolean(),
});

/** A policy, and everything that it asks about a request. */
export const asked = fc
  .tuple(policy, facts, fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 12 }))
  .map(([inForce, known, times]) => {
    const worst = { ...known, risk: 'critical' as const, privileged: true, proof: 'none' as const, outOfHours: true };
    const counts = everyCount(worst, inForce).map((counted, index) => ({
      ...counted,
      times: times[index % times.length] ?? 0,
    }));
    return { policy: inForce, facts: { ...known, counts } satisfies Facts };
  });

function everyCount(known: Omit<Facts, 'counts'>, inForce: ReturnType<typeof policyOf>): Omit<Count, 'times'>[] {
  const { operations: _, ...others } = known;
  return countsNeeded(others, inForce);
}
