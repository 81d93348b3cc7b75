import { exactly } from '../cards/exact.ts';
import type { Approval } from '../domain/approval.ts';
import { Demands } from '../domain/demands.ts';
import type { Difference } from './differences.ts';

/** What the policy demands now and did not before, or the other way round. */
export function policyDifferences(was: Approval, now: Approval): Difference[] {
  const demands = Demands.keyof()
    .options.filter((aspect) => exactly(was.demands[aspect]) !== exactly(now.demands[aspect]))
    .map((aspect) => ({ what: `policy: ${aspect}`, words: inWords(aspect, now.demands) }));
  if (demands.length > 0 || was.policy.version === now.policy.version) return demands;
  return [{ what: 'policy', words: 'The policy has changed; what it demands of this is the same' }];
}

function inWords(aspect: keyof Demands, { approvers, roles, not, expires, surfaces, verify, typed }: Demands): string {
  const words = {
    approvers: `${approvers === 1 ? 'one person' : `${approvers} different people`} must approve`,
    roles: `whoever approves must be ${roles.join(' and ') || 'nobody in particular'}`,
    not: `not to approve: ${not.join(', ') || 'nobody'}`,
    expires: `there are ${expires} to decide`,
    surfaces: `to be approved on ${surfaces?.join(', ') ?? 'any chat'}`,
    verify: verify ? 'whoever asked has to prove who they are' : 'whoever asked need not prove who they are',
    typed: typed ? "the target's name has to be typed" : "the target's name need not be typed",
  } satisfies Record<keyof Demands, string>;
  return `The policy has changed: ${words[aspect]}`;
}
