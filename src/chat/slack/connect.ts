import { setTimeout as pause } from 'node:timers/promises';
import { App, HTTPReceiver } from '@slack/bolt';
import type { Log } from '../../lib/log.ts';
import type { ChatConnection } from '../connection.ts';
import type { Ears } from '../ears.ts';
import { ChatError } from '../platform.ts';
import { boltLog } from './bolt-log.ts';
import { type Client, clientOptions, createClient } from './client.ts';
import { letGoOfUnreadable } from './let-go.ts';
import { createPlatform } from './platform.ts';
import { receive } from './receive.ts';
import { slackRoute } from './route.ts';
import type { SlackSettings } from './settings.ts';

const PATH = '/slack/events';
const MOST_BYTES = 512 * 1024;
const LONGEST_PAUSE_MS = 60_000;

interface Parts {
  readonly settings: SlackSettings;
  readonly ears: Ears;
  readonly log: Log;
  readonly now?: () => Date;
}

/** Slack over HTTP: Bolt checks, reads and sorts what arrives, our own client speaks. */
export function createSlack({ settings, ears, log, now = () => new Date() }: Parts): ChatConnection {
  const { signingSecret, botToken, apiUrl } = settings;
  if (!signingSecret || !botToken) throw new TypeError('Slack needs both its signing secret and its bot token');

  const client = createClient(botToken, apiUrl, log);
  const stopped = new AbortController();
  let own: OwnIds = {};

  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: [PATH],
    bodyLimit: MOST_BYTES,
    logger: boltLog(log),
    // Bolt acknowledges an event before its listeners run; this holds the answer back until they are done.
    processBeforeResponse: true,
    async processEventErrorHandler({ error, response }) {
      log.error('slack.notWrittenDown', { error });
      if (response.headersSent) return false;
      response.writeHead(500);
      response.end();
      return false;
    },
    unhandledRequestHandler({ response }) {
      if (response.headersSent) return;
      log.warn('slack.unanswered');
      response.writeHead(503);
      response.end();
    },
  });

  const app = new App({
    receiver,
    logger: boltLog(log),
    // With a token instead, Bolt would ask Slack who we are before it answers the first request.
    authorize: async () => ({ botToken, ...own }),
    convoStore: false,
    clientOptions: clientOptions(apiUrl, log),
  });
  app.error(async (error) => {
    throw error;
  });
  receive(app, { ears, log, now });
  letGoOfUnreadable(app, log);

  return {
    platform: createPlatform(client),
    routes: [slackRoute({ path: PATH, receiver, log, now })],
    async start() {
      void learnOwnIds(client, log, stopped.signal).then((ids) => {
        own = ids;
      });
    },
    async stop() {
      stopped.abort();
      client.stop();
    },
  };
}

interface OwnIds {
  readonly botId?: string;
  readonly botUserId?: string;
}

/** Asks until Slack answers. Nothing waits for it: a Slack that is down must not keep the desk closed. */
async function learnOwnIds({ call }: Client, log: Log, signal: AbortSignal): Promise<OwnIds> {
  for (let wait = 1_000; !signal.aborted; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
    try {
      const { bot_id, user_id, team_id } = await call((web) => web.auth.test());
      log.info('slack.connected', { workspace: team_id });
      return { ...(bot_id ? { botId: bot_id } : {}), ...(user_id ? { botUserId: user_id } : {}) };
    } catch (error) {
      if (!(error instanceof ChatError && error.passing)) {
        log.error('slack.tokenRefused', { error, remedy: 'Check SLACK_BOT_TOKEN; the app may have been removed.' });
        return {};
      }
      log.warn('slack.unreachable', { error, wait });
      await pause(wait, undefined, { signal }).catch(() => undefined);
    }
  }
  return {};
}
