import { readFile } from 'node:fs/promises';
import type { ClientSecretCredentialOptions, TokenCredential } from '@azure/identity';
import { type KeyVaultKey, signInOf } from '../domain/key-vault-key.ts';
import { METADATA } from '../egress/guard.ts';
import { createIdentityLine } from '../egress/identity-line.ts';
import type { Send } from '../egress/send.ts';
import type { Token } from '../lib/token-cache.ts';
import { VaultError } from './vault-error.ts';

/** Who we are to Key Vault: an app that proves itself, or else the identity of the machine. */
export interface KeyVaultApp {
  readonly tenantId?: string;
  readonly clientId?: string;
  readonly secret?: string;
  /** The path of a file with the certificate and its key. */
  readonly certificate?: string;
}

interface Parts {
  readonly key: KeyVaultKey;
  readonly app: KeyVaultApp;
  readonly send: Send;
}

/** Where somebody has to be reached to sign in. */
export function signInHosts(key: KeyVaultKey, app: KeyVaultApp): readonly string[] {
  return app.secret || app.certificate ? [signInOf(key).login] : [METADATA];
}

/** Signs in anew, with the proof as it is now. Throws `VaultError`. */
export async function signInToKeyVault({ key, app, send }: Parts, signal: AbortSignal): Promise<Token> {
  const { login, scope } = signInOf(key);
  const line = createIdentityLine({
    send,
    signal,
    refusal: (status) => refused(`answered ${status}`),
    noAnswer: (failure) => refused('did not answer', failure),
  });
  const credential = await credentialOf(app, {
    authorityHost: `https://${login}`,
    disableInstanceDiscovery: true,
    httpClient: line.httpClient,
    retryOptions: { maxRetries: 0 }, // the egress is patient already
  });
  const token = await credential.getToken(scope).catch(() => null);
  signal.throwIfAborted();
  if (!token) throw line.failure() ?? refused('gave no token');
  return { value: token.token, expiresAt: token.expiresOnTimestamp };
}

/** The SDK is loaded when it is first needed, so that the desk starts quickly. */
async function credentialOf(app: KeyVaultApp, options: ClientSecretCredentialOptions): Promise<TokenCredential> {
  const identity = await import('@azure/identity');
  const { tenantId = '', clientId = '', secret, certificate } = app;
  if (secret) return new identity.ClientSecretCredential(tenantId, clientId, secret, options);
  if (!certificate) return new identity.ManagedIdentityCredential({ ...(clientId && { clientId }), ...options });
  const pem = await readFile(certificate, 'utf8').catch((cause: unknown) => {
    throw new VaultError('keyVault', `The certificate for Key Vault can't be read from ${certificate}.`, {
      remedy: 'Put it there, as PEM with its RSA private key, or correct MSP_KEY_VAULT_CERTIFICATE.',
      cause,
    });
  });
  return new identity.ClientCertificateCredential(tenantId, clientId, { certificate: pem }, options);
}

/** The words of the sign-in are left behind: they may repeat what was sent. */
function refused(how: string, cause?: unknown): VaultError {
  return new VaultError('keyVault', `The sign-in to Key Vault failed: it ${how}.`, {
    remedy:
      'Check MSP_KEY_VAULT_TENANT, MSP_KEY_VAULT_CLIENT_ID and the secret or certificate, or the managed identity of this machine. `npx msp secrets status` tries again.',
    cause,
  });
}
