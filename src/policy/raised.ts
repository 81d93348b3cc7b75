import { Risk } from '../domain/risk.ts';
import type { KnownFacts } from './facts.ts';

/** What rules look at. */
export interface RaisedFacts extends KnownFacts {
  /** More than one target is one step more than is declared. */
  readonly risk: Risk;
  /** The highest that the operations themselves declare, however many targets. */
  readonly declared: Risk;
}

/** The facts with both risks; one that is not known is the worst. */
export function raised(known: KnownFacts): RaisedFacts {
  const { risk: declared = 'critical', targets } = known;
  const step = Risk.options.indexOf(declared) + (targets === 1 ? 0 : 1);
  return { ...known, declared, risk: Risk.options[Math.min(step, Risk.options.length - 1)] ?? 'critical' };
}
