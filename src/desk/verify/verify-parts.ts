import type { DeskParts } from '../parts.ts';

/** What finding out whether something is wanted takes. */
export type VerifyParts = Pick<
  DeskParts,
  'pool' | 'registry' | 'roster' | 'platforms' | 'log' | 'verifications' | 'challenges'
>;
