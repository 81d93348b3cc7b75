import { z } from 'zod';
import { Risk } from '../domain/risk.ts';
import { inMilliseconds, Length } from '../lib/duration.ts';

/** What the policy is about: nobody is asked about what changes nothing. */
export const RuledRisk = Risk.extract(['change', 'sensitive', 'critical']);
export type RuledRisk = z.infer<typeof RuledRisk>;

/** Whose calls are counted together: those about one target, asked for by one person, or made for one customer. */
export const CountedOf = z.enum(['target', 'person', 'customer']);
export type CountedOf = z.infer<typeof CountedOf>;

/** A number of calls that a rule depends on. A call that failed for certain counts too: what is slowed down is trying. */
export const Counted = z.strictObject({
  of: CountedOf,
  within: Length.describe('How far back, from now.'),
  risk: RuledRisk.describe('Calls of operations that declare this risk or a higher one.'),
  operations: z.array(z.string().min(1)).min(1).readonly().optional().describe('Of those, only calls of these.'),
});
export type Counted = Readonly<z.infer<typeof Counted>>;

/** Whether two of them are the same number. */
export function isSameCount(a: Counted, b: Counted): boolean {
  const names = ({ operations }: Counted) => operations && JSON.stringify([...new Set(operations)].sort());
  return (
    a.of === b.of && a.risk === b.risk && inMilliseconds(a.within) === inMilliseconds(b.within) && names(a) === names(b)
  );
}
