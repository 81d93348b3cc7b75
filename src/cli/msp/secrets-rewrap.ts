import type { SecretKeys } from './secret-keys.ts';
import { inJson, type Terminal } from './terminal.ts';

interface Parts {
  readonly secretKeys: () => Promise<SecretKeys>;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** `msp secrets rewrap`: `false` when something had to stay as it was. */
export async function rewrapSecrets(
  { json }: { readonly json: boolean },
  { secretKeys, terminal, signal }: Parts,
): Promise<boolean> {
  const { care } = await secretKeys();
  const { keys, secrets, dropped, left } = await care.rewrap(signal);
  const ok = left.length === 0;
  if (json) terminal.print(inJson({ ok, keys, secrets, dropped, left }));
  else {
    const did = `Data keys wrapped again: ${keys}. Secrets sealed again: ${secrets}. Keys nobody needs any more: ${dropped}.`;
    terminal.print(ok ? `${did}\nNothing depends on an earlier master key any more.` : did);
    for (const { customerId, what, why } of left) terminal.complain(`✗ ${customerId}, ${what}: ${why}`);
  }
  return ok;
}
