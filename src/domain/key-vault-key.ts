/** A key of Azure Key Vault, as its identifier names it. */
export interface KeyVaultKey {
  /** Its vault's host name. */
  readonly host: string;
  readonly name: string;
  /** Absent means the newest one. */
  readonly version?: string;
}

/** Where vaults are, with where whoever opens them signs in: https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates */
const clouds = {
  'vault.azure.net': { login: 'login.microsoftonline.com' },
  'vault.usgovcloudapi.net': { login: 'login.microsoftonline.us' },
  'vault.azure.cn': { login: 'login.partner.microsoftonline.cn' },
} as const;

const form =
  /^https:\/\/([a-z][a-z0-9-]{1,22}[a-z0-9]\.(?:vault\.azure\.net|vault\.usgovcloudapi\.net|vault\.azure\.cn))\/keys\/([a-z0-9-]{1,127})(?:\/([0-9a-f]{32}))?$/i;

/** The key of an identifier; `undefined` when it names none, or a host that is no vault. */
export function keyVaultKey(identifier: string): KeyVaultKey | undefined {
  const [, host, name, version] = form.exec(identifier) ?? [];
  if (!host || !name) return undefined;
  return { host: host.toLowerCase(), name, ...(version && { version }) };
}

/** How a key is named to people and in the database. */
export function identifierOf({ host, name, version }: KeyVaultKey): string {
  return [`https://${host}/keys/${name}`, ...(version ? [version] : [])].join('/');
}

/** Where somebody signs in for this vault, and for what. */
export function signInOf({ host }: KeyVaultKey): { readonly login: string; readonly scope: string } {
  const suffix = host.slice(host.indexOf('.') + 1);
  const cloud = Object.entries(clouds).find(([known]) => known === suffix)?.[1];
  if (!cloud) throw new TypeError('Not the host of a vault');
  return { login: cloud.login, scope: `https://${suffix}/.default` };
}
