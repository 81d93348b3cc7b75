import { z } from 'zod';
import type { FieldMeta } from './operation.ts';

const secret = { secret: true } satisfies FieldMeta;

/** Stands for a secret that lies in the vault. Only the hand-over opens it; everything else may pass it on and store it. */
export const Sealed = z
  .string()
  .regex(/^sealed:\S+$/, 'expected a sealed reference, never the secret itself')
  .meta({ ...secret, description: 'A secret, as a sealed reference.' });
