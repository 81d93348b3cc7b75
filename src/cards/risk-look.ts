import { highestRisk, type Risk } from '../domain/risk.ts';
import type { Fact } from './facts.ts';

const looks = {
  read: { words: 'None. It only reads.', color: 'Default' },
  routine: { words: 'Low. It only keeps the ticket up to date.', color: 'Default' },
  change: { words: 'Medium. It changes something, and that can be undone.', color: 'Default' },
  sensitive: { words: 'High. It creates a password, an account or a right.', color: 'Attention' },
  critical: {
    words: 'Very high. It runs code on a machine, opens lasting access or touches many. Check every value.',
    color: 'Attention',
  },
} as const satisfies Record<Risk, { words: string; color: Fact['color'] }>;

/** A risk in plain words, for somebody who has a minute to decide: what each call does, and that many of them are worse than one. */
export function riskLook(
  risk: Risk,
  calls: readonly { readonly risk: Risk }[],
): { readonly words: string; readonly color: Fact['color'] } {
  const declared = highestRisk(calls.map((call) => call.risk));
  const { words } = looks[declared];
  return risk === declared ? looks[risk] : { words: `${words} It is asked for many at once.`, color: 'Attention' };
}
