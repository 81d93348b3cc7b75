import { Risk } from '../domain/risk.ts';
import type { KnownFacts } from './facts.ts';

/** The facts with the risk that rules look at: more than one target is one step more, and what is not known is the worst. */
export function raised(known: KnownFacts): KnownFacts & { readonly risk: Risk } {
  const { risk, targets } = known;
  if (risk === undefined) return { ...known, risk: 'critical' };
  const step = Risk.options.indexOf(risk) + (targets === 1 ? 0 : 1);
  return { ...known, risk: Risk.options[Math.min(step, Risk.options.length - 1)] ?? 'critical' };
}
