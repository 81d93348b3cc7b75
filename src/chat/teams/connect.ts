import type { Request, Response } from 'restify';
import type { Log } from '../../lib/log.ts';
import type { ChatConnection, ChatMemory } from '../connection.ts';
import type { Ears } from '../ears.ts';
import { createAcquaintances } from './acquaintances.ts';
import { Activity } from './activity.ts';
import type { TeamsAdapter } from './client/adapter.ts';
import { readJson } from './client/read-json.ts';
import { createTeamsPlatform } from './platform.ts';
import type { Answer } from './press.ts';
import { createReceive } from './receive.ts';
import { createServiceHosts } from './service-hosts.ts';
import type { TeamsSettings } from './settings.ts';
import { createOpenDoor, createStrictAuthentication, type Issuer } from './strict-authentication.ts';

/** Who vouches for both sides: for Teams' tokens by signature, for ours by issuing them. Microsoft, but in tests. */
export interface Authority {
  readonly issuer: Issuer;
  readonly bearer?: () => Promise<string>;
}

interface Parts {
  readonly settings: TeamsSettings;
  readonly ears: Ears;
  readonly memory: ChatMemory;
  readonly log: Log;
  /** Whether the HTTP server can be reached from this machine only. */
  readonly loopback: boolean;
  readonly authority?: Authority;
  readonly now?: () => Date;
}

const microsoft: Authority = {
  issuer: {
    name: 'https://api.botframework.com',
    metadata: new URL('https://login.botframework.com/v1/.well-known/openidconfiguration'),
  },
};

/** Microsoft Teams. botbuilder is loaded with `start`, or with the first message. */
export function createTeams(parts: Parts): ChatConnection {
  const { settings, memory, ears, log, loopback, authority = microsoft, now = () => new Date() } = parts;
  const local = settings.development && loopback;
  const hosts = createServiceHosts(settings.serviceHosts, { local });
  const tenants = settings.allowedTenants.map((tenant) => tenant.toLowerCase());
  const door = settings.appId
    ? createStrictAuthentication({ appId: settings.appId, issuer: authority.issuer, hosts, tenants, log })
    : createLocalDoor(local, { hosts, tenants, log });

  let loading: Promise<TeamsAdapter> | undefined;
  const adapter = () => {
    loading ??= loadAdapter({ settings, hosts, ...(authority.bearer && { bearer: authority.bearer }) });
    return loading;
  };
  const acquaintances = createAcquaintances(memory);
  const receive = createReceive({ ears, acquaintances, log, now });

  const answer = async (request: Request): Promise<Answer> => {
    const caller = await door.callerOf(request.headers.authorization);
    if (!caller) return { status: 401 };
    const read = await readJson(request);
    if (read.outcome === 'refused') return { status: read.status };
    if (!door.mayBring(read.body, caller)) return { status: 401 };
    const { error } = Activity.safeParse(read.body);
    if (error) log.warn('teams.request.malformed', { fields: error.issues.map(({ path }) => path.join('.')) });
    if (error) return { status: 400 };

    let given: Answer = { status: 500 };
    const teams = await adapter();
    await teams.turn(read.body, async (activity) => {
      given = await receive(activity);
    });
    return given;
  };

  const messages = async (request: Request, response: Response): Promise<void> => {
    const { status, body } = await answer(request).catch((cause: unknown): Answer => {
      log.error('teams.request.failed', { cause });
      return { status: 500 };
    });
    if (response.destroyed) return;
    response.sendRaw(status, body ? JSON.stringify(body) : '', { 'content-type': 'application/json; charset=utf-8' });
  };

  return {
    platform: createTeamsPlatform({ adapter, acquaintances }),
    routes: [{ method: 'post', path: '/api/messages', handlers: [messages] }],
    async start() {
      await adapter();
    },
    async stop() {},
  };
}

type DoorParts = Parameters<typeof createOpenDoor>[0];

function createLocalDoor(local: boolean, parts: DoorParts) {
  if (local) return createOpenDoor(parts);
  throw new Error(
    "Teams needs an app id: without one, anybody could send messages in anybody's name. Set TEAMS_APP_ID. For a test client on this machine, set TEAMS_DEVELOPMENT=true and HOST=127.0.0.1 instead.",
  );
}

async function loadAdapter(parts: Parameters<typeof import('./client/adapter.ts').createAdapter>[0]) {
  const { createAdapter } = await import('./client/adapter.ts');
  return createAdapter(parts);
}
