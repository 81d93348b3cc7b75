import type { z } from 'zod';
import { about, Environment } from './environment.ts';
import type { LogLevel } from './lib/log.ts';
import { isLoopback } from './lib/loopback.ts';
import { nearest } from './lib/nearest.ts';

type Setting = keyof typeof Environment.shape;
type Values = z.output<typeof Environment>;

/** What the deployment decided, checked as a whole. */
export interface Config {
  readonly http: { readonly host: string; readonly port: number };
  readonly dataDir: string;
  readonly databaseUrl?: string;
  readonly replica: string;
  readonly log: { readonly level: LogLevel };
  readonly terminal: 'auto' | 'on' | 'off';
  readonly demoPaceMs: number;
  readonly slack?: SlackConfig;
  readonly teams?: TeamsConfig;
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

export interface ConfigProblem {
  readonly setting: string;
  readonly problem: string;
  readonly remedy: string;
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

type Written = Readonly<Partial<Record<Setting, string | undefined>>>;

/** Reads the environment. A blank setting counts as absent. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const written: Written = Object.fromEntries(settings.map((name) => [name, env[name]?.trim() || undefined]));
  const parsed = Environment.safeParse(written);
  const unfit = new Set(parsed.error?.issues.map(({ path }) => path[0]));
  const problems = [
    ...settings.filter((name) => unfit.has(name)).map(misfit),
    ...missingPartners(written),
    ...openDoors(written),
    ...misspelt(env, written),
  ];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return toConfig(parsed.data);
}

const settings = Environment.keyof().options;

function misfit(setting: Setting): ConfigProblem {
  return { setting, problem: 'has a value that does not fit', remedy: shouldBe(setting) };
}

function shouldBe(setting: Setting): string {
  const told = about.get(Environment.shape[setting]);
  return told ? `Set it to ${told.expects}, e.g. ${told.example}.` : 'Remove it.';
}

/** Slack needs both of its secrets as soon as one word is said about Slack; Teams needs what its registration needs. */
function missingPartners(written: Written): ConfigProblem[] {
  const saysSomethingOf = (prefix: string) =>
    settings.some((name) => name.startsWith(prefix) && name !== 'TEAMS_DEVELOPMENT' && written[name]);
  const needed: Setting[] = [
    ...(saysSomethingOf('SLACK_') ? slackNeeds : []),
    ...(saysSomethingOf('TEAMS_') && !isOnlyForDevelopment(written) ? teamsNeedsOf(written) : []),
  ];
  return needed
    .filter((setting) => !written[setting])
    .map((setting) => ({
      setting,
      problem: `is missing, but other ${setting.slice(0, 6)} settings are there`,
      remedy: `${shouldBe(setting)} Or remove the others.`,
    }));
}

const slackNeeds: readonly Setting[] = ['SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN'];

const teamsNeeds = {
  SingleTenant: ['TEAMS_APP_ID', 'TEAMS_APP_PASSWORD', 'TEAMS_TENANT_ID'],
  MultiTenant: ['TEAMS_APP_ID', 'TEAMS_APP_PASSWORD', 'TEAMS_ALLOWED_TENANTS'],
  UserAssignedMSI: ['TEAMS_APP_ID', 'TEAMS_TENANT_ID'],
} satisfies Record<TeamsConfig['appType'], Setting[]>;

function teamsNeedsOf({ TEAMS_APP_TYPE }: Written): readonly Setting[] {
  const appType = Environment.shape.TEAMS_APP_TYPE.safeParse(TEAMS_APP_TYPE);
  return appType.success ? teamsNeeds[appType.data] : ['TEAMS_APP_ID'];
}

function isOnlyForDevelopment({ TEAMS_DEVELOPMENT, TEAMS_APP_ID, TEAMS_APP_PASSWORD }: Written): boolean {
  return TEAMS_DEVELOPMENT === 'true' && !TEAMS_APP_ID && !TEAMS_APP_PASSWORD;
}

/** Without authentication, whoever reaches the port is whoever they say they are. */
function openDoors({ TEAMS_DEVELOPMENT, HOST }: Written): ConfigProblem[] {
  if (TEAMS_DEVELOPMENT !== 'true' || !HOST || isLoopback(HOST)) return [];
  return [
    {
      setting: 'TEAMS_DEVELOPMENT',
      problem: 'turns authentication off while HOST can be reached by others',
      remedy: 'Set HOST to 127.0.0.1, or remove TEAMS_DEVELOPMENT.',
    },
  ];
}

const ours = /^(SLACK_|TEAMS_|MSP_)(.+)$/i;

/** A misspelt setting would turn something off without a word. One whose right name is set as well does no harm. */
function misspelt(env: Readonly<Record<string, string | undefined>>, written: Written): ConfigProblem[] {
  const known: readonly string[] = settings;
  const absent = settings.filter((name) => !written[name]);
  return Object.keys(env)
    .filter((name) => !known.includes(name) && env[name]?.trim())
    .flatMap((setting) => {
      const meant = meantBy(setting, absent);
      return meant ? [{ setting, problem: 'is not a setting', remedy: `Rename it to ${meant}, or remove it.` }] : [];
    });
}

/** A few wrong letters, or a word left out, after a prefix of ours. */
function meantBy(name: string, known: readonly string[]): string | undefined {
  const [, prefix, rest] = ours.exec(name.toUpperCase()) ?? [];
  if (!prefix || !rest) return undefined;
  const candidates = known.filter((other) => other.startsWith(prefix)).map((other) => other.slice(prefix.length));
  const words = rest.split('_');
  const meant =
    nearest(rest, candidates) ??
    candidates.find((candidate) => words.every((word) => candidate.split('_').includes(word)));
  return meant && prefix + meant;
}

function toConfig(values: Values): Config {
  const slack = slackOf(values);
  const teams = teamsOf(values);
  return {
    http: { host: values.HOST, port: values.PORT },
    dataDir: values.DATA_DIR,
    ...(values.DATABASE_URL && { databaseUrl: values.DATABASE_URL }),
    replica: values.MSP_REPLICA,
    log: { level: values.MSP_LOG_LEVEL },
    terminal: values.MSP_TERMINAL,
    demoPaceMs: values.MSP_DEMO_PACE_MS,
    ...(slack && { slack }),
    ...(teams && { teams }),
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
