import type { ModelFailure } from '../models/complete.ts';

/** Why no model judged, in words for whoever reads the card. What to do about it is told to whoever can do it. */
export const whyNot = {
  'wrong-key': 'its key was refused',
  'not-allowed': 'it was not allowed to answer',
  'out-of-quota': "its provider's quota is used up",
  'unknown-model': 'its provider does not know it',
  'rate-limited': 'it was asked too often',
  overloaded: 'its provider was overloaded',
  unreachable: 'it could not be reached',
  'too-slow': 'it did not answer in time',
  'too-long': 'its answer was too long',
  refused: 'it declined to answer',
  'cut-off': 'its answer was cut off',
  'not-in-shape': 'its answer was not in the form it was asked for',
  'budget-spent': 'the budget of this month is spent',
  failed: 'asking it failed',
} as const satisfies Record<ModelFailure | 'budget-spent' | 'failed', string>;

/** What only somebody with the provider's account can put right. It is told once, until an answer comes again. */
export const needsSomebody: readonly ModelFailure[] = ['wrong-key', 'not-allowed', 'out-of-quota', 'unknown-model'];

/** After these nobody knows whether the provider has answered, and so whether it bills. */
export const mayBeBilled: readonly ModelFailure[] = ['unreachable', 'too-slow', 'too-long', 'overloaded'];
