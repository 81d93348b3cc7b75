import { CommandError } from './command-error.ts';
import type { SecretKeys } from './secret-keys.ts';
import { inJson, type Terminal } from './terminal.ts';

interface Parts {
  readonly secretKeys: () => Promise<SecretKeys>;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** `msp secrets rotate`: what is sealed from now on is sealed with a new key. */
export async function rotateSecrets(
  { customer, json }: { readonly customer?: string; readonly json: boolean },
  { secretKeys, terminal, signal }: Parts,
): Promise<true> {
  const { care, status } = await secretKeys();
  const sealing = (await status()).customers.filter(({ keys }) => keys.some(({ isRetired }) => !isRetired));
  const ids = sealing.map(({ id }) => id).filter((id) => customer === undefined || id === customer);
  if (customer !== undefined && ids.length === 0)
    throw new CommandError(
      `${customer} has no data key yet.`,
      'Its first secret makes one. `npx msp secrets status` lists who has one.',
    );

  const rotated = [];
  for (const id of ids) {
    signal.throwIfAborted();
    const keys = await care.rotate(id);
    if (keys) rotated.push({ customer: id, ...keys });
  }
  const lines = rotated.map(({ customer: id, from, to }) => `${id}: ${to} seals now, ${from} is retired.`);
  terminal.print(json ? inJson({ ok: true, rotated }) : lines.join('\n') || 'There is no data key yet.');
  return true;
}
