import { z } from 'zod';
import { about } from './about-setting.ts';
import { type KeyVaultKey, keyVaultKey } from './domain/key-vault-key.ts';

const KEY_BYTES = 32;

const inKeyVault = z.string().transform((text, context): KeyVaultKey => {
  const key = keyVaultKey(text);
  if (!key) context.addIssue({ code: 'custom' });
  return key ?? z.NEVER;
});
const pathOfFile = z
  .string()
  .regex(/^(?!https?:)\S/)
  .transform((file) => ({ file }));

/** The settings of the master keys, by which the keys of all customers are wrapped. */
export const keyEnvironment = {
  MSP_KEY_FILE: z.string().optional().register(about, {
    group: 'Storage',
    purpose:
      'File of 32 random bytes, the master key that everything sealed depends on; only its owner may read it. Made in DATA_DIR by default, needed with DATABASE_URL.',
    expects: 'the path of the key file, the same key for all replicas',
    example: '/run/secrets/desk.key',
  }),
  MSP_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/)
    .transform((text) => Buffer.from(text, 'base64'))
    .refine(({ length }) => length === KEY_BYTES)
    .optional()
    .register(about, {
      group: 'Storage',
      purpose: 'The master key itself, where no file can be had. A file is safer: more can read an environment.',
      expects: '32 random bytes in base64, as openssl rand -base64 32 prints them',
      example: 'what-openssl-printed',
      secret: true,
    }),
  MSP_KEY_VAULT_KEY: inKeyVault.optional().register(about, {
    group: 'Storage',
    purpose:
      'An RSA key in Azure Key Vault as master key, which never leaves it. Without MSP_KEY_VAULT_SECRET and MSP_KEY_VAULT_CERTIFICATE the desk signs in with its managed identity.',
    expects: 'the identifier of a key, with its version or without',
    example: 'https://your-vault.vault.azure.net/keys/desk',
  }),
  MSP_KEY_VAULT_TENANT: z.guid().toLowerCase().optional().register(about, {
    group: 'Storage',
    purpose: 'The Entra tenant of the app that may use that key. Not needed with a managed identity.',
    expects: 'a directory (tenant) id',
    example: '00000000-0000-0000-0000-000000000000',
  }),
  MSP_KEY_VAULT_CLIENT_ID: z.guid().toLowerCase().optional().register(about, {
    group: 'Storage',
    purpose: 'That app; or the managed identity, where the machine has several.',
    expects: 'an application (client) id',
    example: '00000000-0000-0000-0000-000000000000',
  }),
  MSP_KEY_VAULT_SECRET: z.string().optional().register(about, {
    group: 'Storage',
    purpose: 'Signs that app in.',
    expects: 'a client secret of the app',
    example: 'your-client-secret',
    secret: true,
  }),
  MSP_KEY_VAULT_CERTIFICATE: z.string().optional().register(about, {
    group: 'Storage',
    purpose: 'Signs that app in, instead of a client secret.',
    expects: 'the path of a file with its certificate and RSA private key, both as PEM',
    example: '/run/secrets/key-vault.pem',
  }),
  MSP_PREVIOUS_KEYS: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(z.union([pathOfFile, inKeyVault.transform((keyVault) => ({ keyVault }))])))
    .optional()
    .register(about, {
      group: 'Storage',
      purpose:
        'Master keys from before, which still open what they have wrapped. After `npx msp secrets rewrap` they can go.',
      expects: 'paths of key files or identifiers of keys in Key Vault, separated by commas',
      example: '/run/secrets/desk-2025.key',
    }),
};
