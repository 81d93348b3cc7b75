import type { z } from 'zod';
import { about } from './about-setting.ts';
import { Environment } from './environment.ts';
import { keyProblems } from './key-problems.ts';
import { isLoopback } from './lib/loopback.ts';
import { nearest } from './lib/nearest.ts';
import { modelProblems } from './model-problems.ts';

type Setting = keyof typeof Environment.shape;

/** The settings as they were written; what is blank is absent. */
export type Written = Readonly<Partial<Record<Setting, string | undefined>>>;

/** One thing that has to be corrected. It never says the value, which may be secret. */
export interface ConfigProblem {
  readonly setting: string;
  readonly problem: string;
  readonly remedy: string;
}

export const settings = Environment.keyof().options;

/** Whether nobody may see its value. */
export function isSecret(setting: Setting): boolean {
  return about.get(Environment.shape[setting])?.secret ?? false;
}

/** Everything that is wrong or missing, so that it can be corrected at once. `unfit` is what its own schema refused. */
export function problemsOf(
  unfit: readonly Setting[],
  written: Written,
  env: Readonly<Record<string, string | undefined>>,
): ConfigProblem[] {
  return [
    ...unfit.map(misfit),
    ...missingPartners(written),
    ...keyProblems(written, shouldBe),
    ...modelProblems(written, shouldBe),
    ...openDoors(written),
    ...misspelt(env, written),
  ];
}

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
} satisfies Record<z.output<typeof Environment>['TEAMS_APP_TYPE'], Setting[]>;

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
