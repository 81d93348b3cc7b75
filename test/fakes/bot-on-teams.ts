import { createApp } from '../../src/app.ts';
import { createTeams } from '../../src/chat/teams/connect.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/lib/log.ts';

/**
 * The whole bot on a Teams that somebody else than Microsoft vouches for, which no setting allows:
 * `node bot-on-teams.ts <issuer> <address of its metadata> <the bot's own token>`.
 */
const [, , issuer = '', metadata = '', bearer = ''] = process.argv;
const authority = { issuer: { name: issuer, metadata: new URL(metadata) }, bearer: async () => bearer };
const config = readConfig();
const { teams } = config;
if (!teams) throw new Error('This bot needs the settings of Teams');

const app = await createApp(config, {
  log: createLog(config.log.level, process.stdout),
  connect: async (setup) => [createTeams({ ...setup, settings: teams, loopback: true, authority })],
  onLost: () => process.exit(3),
});
process.once('SIGTERM', async () => {
  await app.stop();
  process.exit(0);
});
