import { z } from 'zod';

const form = /^(env:[A-Z][A-Z0-9_]*|file:\/\S+)$/;

/** Where a credential is, never the credential itself: an environment variable, or a file that may change while we run. */
export const CredentialRef = z
  .string()
  .regex(form, 'say where the credential is: env:NAME or file:/absolute/path')
  .describe('Where the credential is: env:NAME or file:/absolute/path.');

/** Every reference in a connection, in the order they stand. */
export function credentialsIn(connection: unknown): string[] {
  if (typeof connection === 'string') return form.test(connection) ? [connection] : [];
  if (typeof connection !== 'object' || connection === null) return [];
  return Object.values(connection).flatMap(credentialsIn);
}
