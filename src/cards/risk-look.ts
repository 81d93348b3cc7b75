import { highestRisk, type Risk } from '../domain/risk.ts';
import type { Fact } from './facts.ts';

const looks = {
  read: { level: 'None', does: 'It only reads.', color: 'Default' },
  routine: { level: 'Low', does: 'It only keeps the ticket up to date.', color: 'Default' },
  change: { level: 'Medium', does: 'It changes something, and that can be undone.', color: 'Default' },
  sensitive: { level: 'High', does: 'It creates a password, an account or a right.', color: 'Attention' },
  critical: {
    level: 'Very high',
    does: 'It runs code on a machine, opens lasting access or touches many. Check every value.',
    color: 'Attention',
  },
} as const satisfies Record<Risk, { level: string; does: string; color: Fact['color'] }>;

/** A risk in plain words, for somebody who has a minute to decide: how high it is, and what each call does. Many of them are worse than one. */
export function riskLook(
  risk: Risk,
  calls: readonly { readonly risk: Risk }[],
): { readonly words: string; readonly color: Fact['color'] } {
  const declared = highestRisk(calls.map((call) => call.risk));
  const { does } = looks[declared];
  const { level, color } = looks[risk];
  if (risk === declared) return { words: `${level}. ${does}`, color };
  return { words: `${level}, because it is asked for many at once. ${does}`, color: 'Attention' };
}
