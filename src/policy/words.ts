import type { Counted, RuledRisk } from './counted.ts';
import type { PolicyRule, RuleScope } from './rule.ts';
import { countedBy } from './scope.ts';

/** Which requests a rule is about, as people say it. */
export function scopeInWords(when: RuleScope): string {
  const { risk, declares, operations, privileged, proof, outOfHours, beyond } = when;
  const counted = countedBy(when);
  return [
    risk || !(operations || declares) ? kinds[risk ?? 'change'] : '',
    declares ? `requests with an operation that is ${declared[declares]}, however many targets` : '',
    operations ? operations.join(' or ') : '',
    privileged ? 'of an admin account' : '',
    proof ? `asked by somebody who is at most ${proofs[proof]}` : '',
    outOfHours ? 'out of hours' : '',
    beyond && counted ? `beyond ${beyond.most} ${countedInWords(counted)}` : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** What is counted, as it stands after the number. */
export function countedInWords({ of, within, risk, operations }: Counted): string {
  const calls = operations ? `calls of ${operations.join(' or ')}` : kinds[risk];
  return `${calls} ${counters[of]} within ${within}`;
}

/** What a rule demands, as people say it. */
export function demandsInWords(rule: PolicyRule): string {
  const { refuse, approvers, roles, not, expires, surfaces, verify, typed } = rule;
  return [
    refuse ? 'is refused' : '',
    approvers ? `${approvers} must approve` : '',
    roles ? `each as ${roles.join(' and ')}` : '',
    not ? `not the ${not.join(', ')}` : '',
    expires ? `within ${expires}` : '',
    surfaces ? `on ${surfaces.join(' or ')}` : '',
    verify ? 'the requester is verified' : '',
    typed ? "the target's name is typed" : '',
  ]
    .filter(Boolean)
    .join('; ');
}

const kinds = {
  change: 'changes',
  sensitive: 'sensitive or critical requests',
  critical: 'critical requests',
} satisfies Record<RuledRisk, string>;
const declared = {
  change: 'a change or more',
  sensitive: 'sensitive or critical',
  critical: 'critical',
} satisfies Record<RuledRisk, string>;
const counters = { target: 'for the target', person: 'of the requester', customer: 'for the customer' };
const proofs = { none: 'unknown', linked: 'linked' };
