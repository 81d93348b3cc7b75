import { z } from 'zod';

/** What an operation may do to the world, from nothing to code on a machine. Order is meaning. */
export const Risk = z.enum(['read', 'routine', 'change', 'sensitive', 'critical']);
export type Risk = z.infer<typeof Risk>;

export function needsApproval(risk: Risk): boolean {
  return Risk.options.indexOf(risk) >= Risk.options.indexOf('change');
}

export function highestRisk(risks: readonly Risk[]): Risk {
  return Risk.options.findLast((risk) => risks.includes(risk)) ?? 'read';
}
