import { type Policy, policies, type Restraint } from '../../egress/policies.ts';
import type { Incoming, Repeat } from '../../egress/send.ts';
import type { Member, ModelSettings, SendRules } from './connection.ts';

/** A ticket waits for this, and the rules can read it as well: nobody is asked long. */
const restraint: Restraint = { atOnce: 4, waiting: 100, failures: 4, rest: '30s' };

/** How one model is asked: once more after what may pass, and never after what has to be paid or put right first. */
export function rulesOf({ perMinute }: ModelSettings, base: string, kindOf: Member['kindOf']): SendRules {
  const policy: Policy = {
    tries: 2,
    timeout: '20s',
    patience: '45s',
    wait: { first: '500ms', longest: '2s' },
    longestAsked: '5s',
    repeatsAnswer: (answer) => mayPass(answer) && kindOf(answer) !== 'out-of-quota',
    repeatsFailure: policies.safe.repeatsFailure,
  };
  return {
    hosts: [new URL(base).origin],
    rate: { limit: perMinute, every: '60s' },
    policies: { safe: policy, once: policy } satisfies Record<Repeat, Policy>,
    restraint,
  };
}

function mayPass({ status, headers }: Incoming): boolean {
  if (headers.get('x-should-retry') === 'false') return false;
  return [408, 409, 429].includes(status) || (status >= 500 && status !== 501);
}
