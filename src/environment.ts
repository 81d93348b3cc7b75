import { isIP } from 'node:net';
import { z } from 'zod';
import { about, wholeNumber } from './about-setting.ts';
import { keyEnvironment } from './environment-keys.ts';
import { modelEnvironment } from './environment-model.ts';
import type { LogLevel } from './lib/log.ts';
import { isLoopback } from './lib/loopback.ts';

const list = (entry: z.ZodType<string, string>) =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(entry));
const isHostName = (text: string) => /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text);

/** Every setting there is, one entry each: reading, checking, `.env.example` and the docs page follow from it. */
export const Environment = z.object({
  HOST: z
    .string()
    .refine((text) => isIP(text) !== 0 || isHostName(text))
    .default('127.0.0.1')
    .register(about, {
      group: 'Server',
      purpose: 'Address the HTTP server listens on. 127.0.0.1 is reachable from this machine only.',
      expects: 'an IP address or a host name',
      example: '0.0.0.0',
    }),
  PORT: wholeNumber(65_535).default(3978).register(about, {
    group: 'Server',
    purpose: 'Port the HTTP server listens on. 0 takes any free one.',
    expects: 'a whole number from 0 to 65535',
    example: '3978',
  }),
  MSP_PUBLIC_URL: z
    .string()
    .refine(isPublicUrl)
    .transform((text: string) => text.replace(/\/*$/, ''))
    .optional()
    .register(about, {
      group: 'Server',
      purpose: 'Where people reach this server with a browser. New passwords are handed over there.',
      expects: 'an https address, or an http address on this machine',
      example: 'https://desk.example.com',
    }),
  DATA_DIR: z.string().default('./data').register(about, {
    group: 'Storage',
    purpose: 'Folder for what the desk has learned, the log and the database that the bot starts itself.',
    expects: 'the path of a folder the bot may write to',
    example: './data',
  }),
  DATABASE_URL: z
    .string()
    .refine((text) => URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol))
    .optional()
    .register(about, {
      group: 'Storage',
      purpose: 'PostgreSQL to use instead of the one the bot starts itself; replicas share one.',
      expects: 'a PostgreSQL connection string',
      example: 'postgres://msp:password@db.example.com:5432/msp',
      secret: true,
    }),
  MSP_REPLICA: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .default('desk')
    .register(about, {
      group: 'Storage',
      purpose: 'Name of this replica. Replicas that share a database need different names that survive a restart.',
      expects: 'up to 40 lower-case letters, digits and hyphens',
      example: 'desk-1',
    }),
  ...keyEnvironment,
  MSP_AUDIT_KEY_FILE: z.string().optional().register(about, {
    group: 'Storage',
    purpose:
      'Ed25519 key that signs the audit; only its owner may read it. Made in DATA_DIR by default, needed with DATABASE_URL.',
    expects: 'the path of a private key in PEM, the same key for all replicas',
    example: '/run/secrets/audit.key',
  }),
  MSP_AUDIT_CHECKPOINTS: z.string().optional().register(about, {
    group: 'Storage',
    purpose: 'Second place for the signed checkpoints of the audit. By default in DATA_DIR, which is no second place.',
    expects: 'the path of a file on another disk, mount or share',
    example: '/mnt/evidence/audit-checkpoints.jsonl',
  }),
  MSP_LOG_LEVEL: z
    .enum(['info', 'warn', 'error', 'silent'] satisfies LogLevel[])
    .default('info')
    .register(about, {
      group: 'Desk',
      purpose: 'How much is written to the log.',
      expects: 'info, warn, error or silent',
      example: 'warn',
    }),
  MSP_DESK_FILE: z.string().optional().register(about, {
    group: 'Desk',
    purpose:
      'Customers, people and connections. By default desk.yaml in the folder the bot is started in, if it is there.',
    expects: 'the path of a YAML file',
    example: './desk.yaml',
  }),
  MSP_TERMINAL: z.enum(['auto', 'on', 'off']).default('auto').register(about, {
    group: 'Desk',
    purpose: 'Chat in the console; auto means when the console is a terminal.',
    expects: 'auto, on or off',
    example: 'off',
  }),
  MSP_DEMO_PACE_MS: wholeNumber(60_000).default(400).register(about, {
    group: 'Desk',
    purpose: 'How long a simulated call takes in demo mode, in milliseconds.',
    expects: 'a whole number from 0 to 60000',
    example: '0',
  }),
  HTTPS_PROXY: z
    .string()
    .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))
    .optional()
    .register(about, {
      group: 'Server',
      purpose: "Proxy on the way to the customers' systems.",
      expects: 'the address of an HTTP proxy',
      example: 'http://proxy.example.com:3128',
      secret: true,
    }),
  NO_PROXY: z.string().optional().register(about, {
    group: 'Server',
    purpose: 'Hosts that are reached without the proxy.',
    expects: 'host names or domains, separated by commas',
    example: '.service-now.com, desk.zoho.eu',
  }),
  ...modelEnvironment,
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(/^\S{16,}$/)
    .optional()
    .register(about, {
      group: 'Slack',
      purpose: 'Proves that a request comes from Slack. Goes together with SLACK_BOT_TOKEN.',
      expects: 'the signing secret from the basic information of your Slack app',
      example: '0123456789abcdef0123456789abcdef',
      secret: true,
    }),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-\S+$/)
    .optional()
    .register(about, {
      group: 'Slack',
      purpose: 'Lets the bot write in Slack. Goes together with SLACK_SIGNING_SECRET.',
      expects: 'the bot user OAuth token of your Slack app, which begins with xoxb-',
      example: 'xoxb-your-token',
      secret: true,
    }),
  SLACK_API_URL: z
    .string()
    .refine(isSlackApi)
    .transform((text: string) => text.replace(/\/*$/, '/'))
    .default('https://slack.com/api/')
    .register(about, {
      group: 'Slack',
      purpose: "Where Slack's Web API is; GovSlack has its own.",
      expects: 'https://slack.com/api/, https://slack-gov.com/api/ or an address on this machine',
      example: 'https://slack-gov.com/api/',
    }),
  TEAMS_APP_ID: z.guid().toLowerCase().optional().register(about, {
    group: 'Teams',
    purpose: 'The bot registration. Turns Teams on.',
    expects: 'the application (client) id of the bot registration',
    example: '00000000-0000-0000-0000-000000000000',
  }),
  TEAMS_APP_PASSWORD: z.string().optional().register(about, {
    group: 'Teams',
    purpose: 'Lets the bot write in Teams. Not needed for UserAssignedMSI.',
    expects: 'a client secret of the bot registration',
    example: 'your-client-secret',
    secret: true,
  }),
  TEAMS_TENANT_ID: z.guid().toLowerCase().optional().register(about, {
    group: 'Teams',
    purpose: 'The Entra tenant of the bot registration. Not needed for MultiTenant.',
    expects: 'the directory (tenant) id of the bot registration',
    example: '00000000-0000-0000-0000-000000000000',
  }),
  TEAMS_APP_TYPE: z.enum(['SingleTenant', 'MultiTenant', 'UserAssignedMSI']).default('SingleTenant').register(about, {
    group: 'Teams',
    purpose: 'How the bot is registered.',
    expects: 'SingleTenant, MultiTenant or UserAssignedMSI',
    example: 'MultiTenant',
  }),
  TEAMS_ALLOWED_TENANTS: list(z.guid().toLowerCase()).optional().register(about, {
    group: 'Teams',
    purpose: 'The Entra tenants the bot listens to; by default TEAMS_TENANT_ID alone. Needed for MultiTenant.',
    expects: 'tenant ids, separated by commas',
    example: '00000000-0000-0000-0000-000000000000, 11111111-1111-1111-1111-111111111111',
  }),
  TEAMS_SERVICE_HOSTS: list(z.string().refine(isHostName).toLowerCase())
    .default(['smba.trafficmanager.net'])
    .register(about, {
      group: 'Teams',
      purpose: 'The hosts the bot answers Teams at; a request that names another one is refused.',
      expects: 'host names, separated by commas',
      example: 'smba.infra.gov.teams.microsoft.us',
    }),
  TEAMS_DEVELOPMENT: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .default(false)
    .register(about, {
      group: 'Teams',
      purpose: 'Takes messages without authentication, for a local Teams test client. Only on a loopback HOST.',
      expects: 'true or false',
      example: 'true',
    }),
});

/** A link with a token in it must not travel in the clear. */
function isPublicUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, search, hash } = new URL(text);
  const isPlain = username === '' && search === '' && hash === '';
  return isPlain && (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname)));
}

/** The bot token travels to this address, so only Slack's own two hosts and this machine are taken. */
function isSlackApi(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  if (isLoopback(hostname)) return protocol === 'http:' || protocol === 'https:';
  return protocol === 'https:' && ['slack.com', 'slack-gov.com'].includes(hostname);
}
