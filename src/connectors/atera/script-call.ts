import { z } from 'zod';

/** A script of the library and its values, each from a closed list. Text that somebody wrote is never run. */
export const ScriptCall = z
  .discriminatedUnion('id', [
    z.strictObject({ id: z.literal('flush-dns-cache').describe('flush-dns-cache forgets the addresses of servers.') }),
    z.strictObject({
      id: z.literal('repair-windows-update').describe('repair-windows-update resets what updates Windows.'),
    }),
    z.strictObject({
      id: z.literal('restart-service').describe('restart-service restarts one Windows service.'),
      service: z.enum(['print-spooler', 'audio', 'windows-search']).describe('Service to restart.'),
    }),
  ])
  .describe('Script of the library, and its values.');
export type ScriptCall = z.infer<typeof ScriptCall>;
