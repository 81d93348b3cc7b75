import { join } from 'node:path';
import type { Config } from './config.ts';
import type { KeyVaultKey } from './domain/key-vault-key.ts';
import type { Log } from './lib/log.ts';
import { openEgress } from './open-egress.ts';
import { createKeyVaultKey } from './secrets/key-vault.ts';
import { type MasterKey, type MasterKeys, masterKey, readKeyBytes, readMasterKey } from './secrets/master-key.ts';

/** The master keys of the deployment, and the way to those that are elsewhere. */
export interface OpenKeys {
  /** Replicas that share a database need a key that somebody gave them; without one only demo mode works. */
  readonly keys: MasterKeys | undefined;
  close(): Promise<void>;
}

interface Given {
  readonly log: Log;
  readonly now: () => Date;
  /** Is told the tokens by which Key Vault is used, so that nothing can say them. */
  readonly onSecret?: (token: string) => void;
  /** Who vouches for Key Vault beside the usual authorities; for tests. */
  readonly ca?: string | undefined;
}

/** Where the key is by itself, when no setting says where. */
export function ownKeyFile({ dataDir }: Pick<Config, 'dataDir'>): string {
  return join(dataDir, 'desk.key');
}

/** The present master key itself; `undefined` when it is in Key Vault, or there is none. */
export async function keyBytes(config: Config): Promise<Buffer | undefined> {
  const { key, keyFile, keyVaultKey, databaseUrl } = config;
  if (keyVaultKey) return undefined;
  if (keyFile) return readKeyBytes(keyFile);
  if (key) return key;
  return databaseUrl ? undefined : readKeyBytes(ownKeyFile(config));
}

export async function composeKeys(config: Config, { log, now, onSecret, ca }: Given): Promise<OpenKeys> {
  const { key, keyFile, keyVaultKey, keyVaultApp = {}, previousKeys = [], databaseUrl, proxy } = config;
  const egress = openEgress({ proxy: proxy?.url, noProxy: proxy?.except, ca });
  const inKeyVault = (found: KeyVaultKey) =>
    createKeyVaultKey({
      key: found,
      app: keyVaultApp,
      createSend: (hosts) => egress.createSend({ hosts }),
      now,
      onSecret,
    });

  const present = async (): Promise<MasterKey | undefined> => {
    if (keyVaultKey) return inKeyVault(keyVaultKey);
    if (keyFile) return readMasterKey(keyFile, { make: false });
    if (key) return masterKey(key);
    return databaseUrl ? undefined : readMasterKey(ownKeyFile(config), { make: true });
  };
  if (key) log.warn('secrets.key-in-environment', { remedy: 'Put it into a file, and set MSP_KEY_FILE to its path.' });
  const current = await present();
  const earlier = await Promise.all(
    previousKeys.map((one) => ('file' in one ? readMasterKey(one.file, { make: false }) : inKeyVault(one.keyVault))),
  );
  return { keys: current && { current, earlier }, close: egress.close };
}
