import type { Demands } from '../domain/demands.ts';
import { type Duration, inMilliseconds } from '../lib/duration.ts';
import type { PolicyRule } from './rule.ts';

/** What no rule has added to yet. */
export const nothingDemanded: Demands = {
  approvers: 0,
  roles: [],
  not: [],
  expires: '7d',
  verify: false,
  typed: false,
};

/** Both together: of each aspect whatever demands more. Order makes no difference, and nothing is ever demanded less. */
export function withRule(demands: Demands, rule: PolicyRule): Demands {
  const surfaces = both(demands.surfaces, rule.surfaces);
  return {
    approvers: Math.max(demands.approvers, rule.approvers ?? 0),
    roles: union(demands.roles, rule.roles),
    not: union(demands.not, rule.not),
    expires: shorter(demands.expires, rule.expires),
    ...(surfaces ? { surfaces } : {}),
    verify: demands.verify || rule.verify === true,
    typed: demands.typed || rule.typed === true,
  };
}

function union<T extends string>(some: readonly T[], more: readonly T[] = []): T[] {
  return [...new Set([...some, ...more])].sort();
}

function both(some: readonly string[] | undefined, others: readonly string[] | undefined): string[] | undefined {
  if (!some || !others) return (some ?? others) && union(some ?? others ?? []);
  return union(some.filter((one) => others.includes(one)));
}

function shorter(a: Duration, b: Duration | undefined): Duration {
  return b !== undefined && inMilliseconds(b) < inMilliseconds(a) ? b : a;
}
