import type { Config } from './config.ts';
import { inMilliseconds } from './lib/duration.ts';
import type { Log } from './lib/log.ts';
import { createSecretFilter, type SecretFilter } from './lib/secret-filter.ts';
import type { MasterKeys } from './secrets/master-key.ts';

/** Vendors' access tokens are good for an hour. */
export const TOKENS_LIVE_MS = inMilliseconds('2h');

/** The one filter that every sink passes. The log is the bare one: what is said of a hit holds nothing of it. */
export function composeFilter(log: Log): SecretFilter {
  return createSecretFilter({ withheld: (sink) => log.error('secret.withheld', { sink }) });
}

/** Every setting that is declared a secret. */
export function knowSettings(filter: SecretFilter, { secrets = [] }: Pick<Config, 'secrets'>): void {
  for (const secret of secrets) knowForever(filter, secret);
}

/** Of an address, only its password is secret; a secret with a colon in it is none. */
export function knowForever(filter: SecretFilter, secret: string): void {
  const isAddress = secret.includes('://') && URL.canParse(secret);
  const whole = isAddress ? decoded(new URL(secret).password) : secret;
  filter.known(whole, Number.POSITIVE_INFINITY);
}

/** The keys that open all the others, as far as they are here. */
export function knowKeys(filter: SecretFilter, keys: MasterKeys | undefined): void {
  for (const { sealing } of keys ? [keys.current, ...keys.earlier] : []) {
    const bytes = sealing?.key.export();
    if (bytes) for (const form of ['base64', 'hex'] as const) knowForever(filter, bytes.toString(form));
  }
}

function decoded(password: string): string {
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}
