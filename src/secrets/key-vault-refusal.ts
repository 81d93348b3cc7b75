import { z } from 'zod';
import { jsonIn } from '../lib/json-in.ts';
import { tampered, VaultError } from './vault-error.ts';

const Body = z.object({
  error: z.object({ code: z.string().optional(), innererror: z.object({ code: z.string() }).optional() }),
});

const remedies: Readonly<Record<number, string>> = {
  401: 'Check whether the app or the managed identity belongs to the tenant of the vault.',
  403: 'Give the app or the managed identity the role Key Vault Crypto Service Encryption User on this key, and let the firewall of the vault pass this machine.',
  404: 'Check the name and the version of the key. A deleted key can be recovered in the portal for a while.',
  429: 'The vault is asked too often. Try again in a few minutes.',
};

/** What Key Vault's codes ask of us: https://learn.microsoft.com/azure/key-vault/general/rest-error-codes */
const remediesOfCodes: Readonly<Record<string, string>> = {
  KeyDisabled: 'The key is switched off. Switch it on in the portal.',
  KeyExpired: 'The key has expired. Extend its time, or let the vault make a new version.',
  KeyNotYetValid: 'The key is not valid yet. Check when it begins to be.',
  ForbiddenByFirewall: 'The firewall of the vault does not let this machine in. Add its address.',
};

/** Why Key Vault did not do it, in our words; its own may repeat what was sent. */
export function keyVaultRefusal(status: number, text: string, key: string): VaultError {
  const { data } = Body.safeParse(jsonIn(text));
  const codes = [data?.error.innererror?.code, data?.error.code].filter((code) => code !== undefined);
  const cause = { status, codes };
  const known = codes.find((code) => Object.hasOwn(remediesOfCodes, code));
  if (status === 400 && !known) return tampered(cause);
  const remedy = (known && remediesOfCodes[known]) || (remedies[status] ?? 'Try again later.');
  return new VaultError('keyVault', `Key Vault refused the use of ${key} (${known ?? status}).`, { remedy, cause });
}

/** Nobody answered. */
export function unreachable(host: string, cause: unknown): VaultError {
  return new VaultError('keyVault', `Key Vault (${host}) can't be reached.`, {
    remedy: 'Check the name of the vault, the network and HTTPS_PROXY, and try again.',
    cause,
  });
}

/** Something answered that is surely not Key Vault. */
export function unreadable(): VaultError {
  return new VaultError('keyVault', 'The answer of Key Vault was not understood.', {
    remedy: 'Look whether a proxy answers in its place, and try again later.',
  });
}
