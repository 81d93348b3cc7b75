import type { z } from 'zod';
import { type ConfigProblem, isSecret, problemsOf, settings, type Written } from './config-problems.ts';
import type { KeyVaultKey } from './domain/key-vault-key.ts';
import { type ModelPrice, type ModelProvider, usualModels } from './domain/language-model.ts';
import { Environment } from './environment.ts';
import type { LogLevel } from './lib/log.ts';

type Values = z.output<typeof Environment>;

/** What the deployment decided, checked as a whole. */
export interface Config {
  readonly http: { readonly host: string; readonly port: number };
  /** Without a slash at its end. */
  readonly publicUrl?: string;
  readonly dataDir: string;
  /** Customers, people and connections; without one, those of the demo. One that somebody named has to be there. */
  readonly deskFile?: { readonly path: string; readonly mustExist: boolean };
  readonly databaseUrl?: string;
  /** Where the master key is; without one of these three, the desk makes one of its own. */
  readonly keyFile?: string;
  readonly key?: Buffer;
  readonly keyVaultKey?: KeyVaultKey;
  /** Signs in where keys in Key Vault are; without one, the machine's own identity does. */
  readonly keyVaultApp?: KeyVaultApp;
  readonly previousKeys?: readonly ({ readonly file: string } | { readonly keyVault: KeyVaultKey })[];
  readonly auditKeyFile?: string;
  /** The second place for the checkpoints of the audit. */
  readonly auditCheckpoints?: string;
  readonly replica: string;
  readonly log: { readonly level: LogLevel };
  readonly terminal: 'auto' | 'on' | 'off';
  readonly demoPaceMs: number;
  /** The way out, where there is no straight one; `except` are the hosts that are reached straight. */
  readonly proxy?: { readonly url: string; readonly except: string };
  /** Who reads tickets beside the rules; absent sends nothing anywhere. */
  readonly model?: ModelConfig;
  readonly slack?: SlackConfig;
  readonly teams?: TeamsConfig;
  /** Every setting that is declared a secret, as it was written. */
  readonly secrets?: readonly string[];
}

/** Who the desk is to Key Vault: an app, or a managed identity where it has no proof. */
interface KeyVaultApp {
  readonly tenantId?: string;
  readonly clientId?: string;
  readonly secret?: string;
  /** The path of a file. */
  readonly certificate?: string;
}

interface ModelConfig {
  readonly provider: ModelProvider;
  readonly name: string;
  /** Its provider refuses whoever has none; a model of one's own may not ask for it. */
  readonly key?: string;
  /** Where it is, without a slash at its end; absent where the provider has one address for everybody. */
  readonly url?: string;
  /** Instead of the prices that are known. */
  readonly price?: ModelPrice;
  /** US dollars a month, for all customers together. */
  readonly budget: number;
  readonly perMinute: number;
}

interface SlackConfig {
  readonly signingSecret: string;
  readonly botToken: string;
  readonly apiUrl: string;
}

/** `development` means no authentication; readConfig allows it on a loopback host only. */
interface TeamsConfig {
  readonly appId?: string;
  readonly appPassword?: string;
  readonly tenantId?: string;
  readonly appType: 'SingleTenant' | 'MultiTenant' | 'UserAssignedMSI';
  readonly allowedTenants: readonly string[];
  readonly serviceHosts: readonly string[];
  readonly development: boolean;
}

/** Names every wrong or missing setting at once, and never a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    const lines = problems.map(({ setting, problem, remedy }) => `  ${setting} ${problem}. ${remedy}`);
    super(['The settings need a correction before the bot can start:', ...lines].join('\n'));
    this.problems = problems;
  }
}

/** Reads the environment. A blank setting counts as absent. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const written: Written = Object.fromEntries(settings.map((name) => [name, writtenAs(name, env)]));
  const parsed = Environment.safeParse(written);
  const unfit = new Set(parsed.error?.issues.map(({ path }) => path[0]));
  const problems = problemsOf(
    settings.filter((name) => unfit.has(name)),
    written,
    env,
  );
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return { ...toConfig(parsed.data), secrets: secretsIn(written) };
}

function secretsIn(written: Written): string[] {
  return settings.flatMap((name) => (isSecret(name) && written[name]) || []);
}

/** The way out is what every program knows it by, and some write that in small letters. */
const alsoInSmallLetters: readonly string[] = ['HTTPS_PROXY', 'NO_PROXY'];

function writtenAs(name: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const names = alsoInSmallLetters.includes(name) ? [name, name.toLowerCase()] : [name];
  return names.map((one) => env[one]?.trim()).find(Boolean);
}

/** For credentials, whose names `desk.yaml` chooses. */
export function environmentVariable(name: string): string | undefined {
  return process.env[name];
}

/** Where settings stand beside the environment. */
export const SETTINGS_FILE = '.env';

/** A setting that somebody has made. */
export interface WrittenSetting {
  readonly name: string;
  readonly value: string;
  /** Nobody may see its value. */
  readonly isSecret: boolean;
}

/** Every setting that is made, as it was written. */
export function writtenSettings(env: Readonly<Record<string, string | undefined>> = process.env): WrittenSetting[] {
  return settings.flatMap((name) => {
    const value = writtenAs(name, env);
    return value === undefined ? [] : [{ name, value, isSecret: isSecret(name) }];
  });
}

/** What the process itself was told, at its start and by the environment. */
export function runtimeOptions(): string[] {
  return [...process.execArgv, ...(process.env.NODE_OPTIONS ?? '').split(/\s+/)].filter(Boolean);
}

function toConfig(values: Values): Config {
  const model = modelOf(values);
  const slack = slackOf(values);
  const teams = teamsOf(values);
  return {
    http: { host: values.HOST, port: values.PORT },
    ...(values.MSP_PUBLIC_URL && { publicUrl: values.MSP_PUBLIC_URL }),
    dataDir: values.DATA_DIR,
    deskFile: values.MSP_DESK_FILE
      ? { path: values.MSP_DESK_FILE, mustExist: true }
      : { path: './desk.yaml', mustExist: false },
    ...(values.DATABASE_URL && { databaseUrl: values.DATABASE_URL }),
    ...keysOf(values),
    ...(values.MSP_AUDIT_KEY_FILE && { auditKeyFile: values.MSP_AUDIT_KEY_FILE }),
    ...(values.MSP_AUDIT_CHECKPOINTS && { auditCheckpoints: values.MSP_AUDIT_CHECKPOINTS }),
    replica: values.MSP_REPLICA,
    log: { level: values.MSP_LOG_LEVEL },
    terminal: values.MSP_TERMINAL,
    demoPaceMs: values.MSP_DEMO_PACE_MS,
    ...(values.HTTPS_PROXY && { proxy: { url: values.HTTPS_PROXY, except: values.NO_PROXY ?? '' } }),
    ...(model && { model }),
    ...(slack && { slack }),
    ...(teams && { teams }),
  };
}

function keysOf(values: Values): Pick<Config, 'keyFile' | 'key' | 'keyVaultKey' | 'keyVaultApp' | 'previousKeys'> {
  const { MSP_KEY_VAULT_TENANT, MSP_KEY_VAULT_CLIENT_ID, MSP_KEY_VAULT_SECRET, MSP_KEY_VAULT_CERTIFICATE } = values;
  const keyVaultApp = {
    ...(MSP_KEY_VAULT_TENANT && { tenantId: MSP_KEY_VAULT_TENANT }),
    ...(MSP_KEY_VAULT_CLIENT_ID && { clientId: MSP_KEY_VAULT_CLIENT_ID }),
    ...(MSP_KEY_VAULT_SECRET && { secret: MSP_KEY_VAULT_SECRET }),
    ...(MSP_KEY_VAULT_CERTIFICATE && { certificate: MSP_KEY_VAULT_CERTIFICATE }),
  };
  return {
    ...(values.MSP_KEY_FILE && { keyFile: values.MSP_KEY_FILE }),
    ...(values.MSP_KEY && { key: values.MSP_KEY }),
    ...(values.MSP_KEY_VAULT_KEY && { keyVaultKey: values.MSP_KEY_VAULT_KEY }),
    ...(Object.keys(keyVaultApp).length > 0 && { keyVaultApp }),
    ...(values.MSP_PREVIOUS_KEYS && { previousKeys: values.MSP_PREVIOUS_KEYS }),
  };
}

function modelOf(values: Values): ModelConfig | undefined {
  const { MSP_MODEL: provider, MSP_MODEL_KEY, MSP_MODEL_URL, MSP_MODEL_PRICE } = values;
  if (provider === 'off') return undefined;
  return {
    provider,
    name: values.MSP_MODEL_NAME ?? usualModels[provider] ?? '',
    ...(MSP_MODEL_KEY && { key: MSP_MODEL_KEY }),
    ...(MSP_MODEL_URL && { url: MSP_MODEL_URL }),
    ...(MSP_MODEL_PRICE && { price: MSP_MODEL_PRICE }),
    budget: values.MSP_MODEL_BUDGET,
    perMinute: values.MSP_MODEL_PER_MINUTE,
  };
}

function slackOf({ SLACK_SIGNING_SECRET, SLACK_BOT_TOKEN, SLACK_API_URL }: Values): SlackConfig | undefined {
  if (!SLACK_SIGNING_SECRET || !SLACK_BOT_TOKEN) return undefined;
  return { signingSecret: SLACK_SIGNING_SECRET, botToken: SLACK_BOT_TOKEN, apiUrl: SLACK_API_URL };
}

function teamsOf(values: Values): TeamsConfig | undefined {
  const { TEAMS_APP_ID, TEAMS_APP_PASSWORD, TEAMS_TENANT_ID, TEAMS_DEVELOPMENT } = values;
  if (!TEAMS_APP_ID && !TEAMS_DEVELOPMENT) return undefined;
  return {
    ...(TEAMS_APP_ID && { appId: TEAMS_APP_ID }),
    ...(TEAMS_APP_PASSWORD && { appPassword: TEAMS_APP_PASSWORD }),
    ...(TEAMS_TENANT_ID && { tenantId: TEAMS_TENANT_ID }),
    appType: values.TEAMS_APP_TYPE,
    allowedTenants: values.TEAMS_ALLOWED_TENANTS ?? (TEAMS_TENANT_ID ? [TEAMS_TENANT_ID] : []),
    serviceHosts: values.TEAMS_SERVICE_HOSTS,
    development: TEAMS_DEVELOPMENT,
  };
}
