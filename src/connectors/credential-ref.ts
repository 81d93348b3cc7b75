import { z } from 'zod';

/** Where a credential is, never the credential itself: an environment variable, or a file that may change while we run. */
export const CredentialRef = z
  .string()
  .regex(/^(env:[A-Z][A-Z0-9_]*|file:\/\S+)$/, 'say where the credential is: env:NAME or file:/absolute/path')
  .describe('Where the credential is: env:NAME or file:/absolute/path.');
