import { z } from 'zod';

/** Stands for a secret that lies in the vault. Only the hand-over opens it; everything else may pass it on and store it. */
export const Sealed = z
  .string()
  .regex(/^sealed:\S+$/, 'expected a sealed reference, never the secret itself')
  .meta({ secret: true, description: 'A secret, as a sealed reference.' });
export type Sealed = z.infer<typeof Sealed>;
