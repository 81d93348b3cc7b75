import { CommandError } from './command-error.ts';
import type { SecretKeys } from './secret-keys.ts';
import { inJson, type Terminal } from './terminal.ts';

/** Whose keys are to go. */
export interface AskedShred {
  readonly customer: string;
  readonly yes: boolean;
  readonly json: boolean;
}

interface Parts {
  readonly secretKeys: () => Promise<SecretKeys>;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** `msp secrets shred`: without its keys, no copy of what was sealed for a customer opens; copies of the keys are told of. */
export async function shredSecrets({ customer, yes, json }: AskedShred, parts: Parts): Promise<true> {
  const { terminal, secretKeys, signal } = parts;
  const { care, status } = await secretKeys();
  const found = (await status()).customers.find(({ id }) => id === customer);
  if (!found)
    throw new CommandError(`Nothing is sealed for ${customer}.`, '`npx msp secrets status` lists who has something.');
  if (!yes)
    await assertWanted(
      `All keys (${found.keys.length}) and secrets (${found.secrets}) of ${customer}`,
      terminal,
      signal,
    );

  const { keys, secrets } = await care.shred(customer);
  const inWords = `Deleted for ${customer}. Data keys: ${keys}. Secrets: ${secrets}. A backup of the database may still hold the wrapped keys: they open as long as the master key that wrapped them is there.`;
  terminal.print(json ? inJson({ ok: true, customer, keys, secrets }) : inWords);
  return true;
}

async function assertWanted(what: string, terminal: Terminal, signal: AbortSignal): Promise<void> {
  if (!terminal.canAsk)
    throw new CommandError(`${what} would be deleted, and nobody is here to confirm it.`, 'Add --yes to delete them.');
  if (!(await terminal.ask(`${what} would be deleted for good. Delete them?`, signal)))
    throw new CommandError('Nothing was deleted.', 'Say yes to delete them.');
}
