import { randomUUID } from 'node:crypto';
import { record } from '../../audit/record.ts';
import { createKeyCare, type KeyCare } from '../../secrets/key-care.ts';
import { type SecretsStatus, secretsStatus } from '../../secrets/key-status.ts';
import type { MasterKeys } from '../../secrets/master-key.ts';
import type { Pool } from '../../store/pool.ts';
import { CommandError } from './command-error.ts';

/** What is sealed, as the command line looks at it and changes it. */
export interface SecretKeys {
  readonly care: KeyCare;
  status(): Promise<SecretsStatus>;
}

export function openSecretKeys(pool: Pool, keys: MasterKeys | undefined, actor: string): SecretKeys {
  if (!keys)
    throw new CommandError(
      'There is no master key.',
      'Set MSP_KEY_FILE, MSP_KEY or MSP_KEY_VAULT_KEY as the desk has it.',
    );
  const care = createKeyCare({
    pool,
    keys,
    record: (client, { customerId, action, facts }) =>
      record(client, { customerId, onceKey: `${action}:${randomUUID()}`, actor, action, facts }),
  });
  return { care, status: () => secretsStatus(pool, keys) };
}
