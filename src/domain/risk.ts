import { z } from 'zod';
import type { Duration } from '../lib/duration.ts';

/** What an operation may do to the world, from nothing to code on a machine. Order is meaning. */
export const Risk = z.enum(['read', 'routine', 'change', 'sensitive', 'critical']);
export type Risk = z.infer<typeof Risk>;

const expiries = {
  read: '60m',
  routine: '60m',
  change: '60m',
  sensitive: '15m',
  critical: '10m',
} satisfies Record<Risk, Duration>;

export function needsApproval(risk: Risk): boolean {
  return Risk.options.indexOf(risk) >= Risk.options.indexOf('change');
}

export function highestRisk(risks: readonly Risk[]): Risk {
  return Risk.options.findLast((risk) => risks.includes(risk)) ?? 'read';
}

/** How long an approval of this risk may wait for its decision. */
export function expiryOf(risk: Risk): Duration {
  return expiries[risk];
}
