import { createSlack } from '../../../src/chat/slack/connect.ts';
import { createWritingEars, type WritingEars } from '../ears.ts';
import { listen, type TestServer } from '../http.ts';
import { signingSecret } from './requests.ts';

/** The bot's side of Slack on a real server, while Slack's own side is down: nothing listens on its address. */
export interface LonelyDesk extends TestServer {
  readonly ears: WritingEars;
}

export async function openLonelyDesk(
  ears: WritingEars = createWritingEars(),
  log: Parameters<typeof createSlack>[0]['log'] = { info() {}, warn() {}, error() {} },
): Promise<LonelyDesk> {
  const apiUrl = 'http://127.0.0.1:9/api/';
  const connection = createSlack({ settings: { signingSecret, botToken: 'not-a-token', apiUrl }, ears, log });
  const server = await listen(connection);
  await connection.start();
  return {
    ears,
    origin: server.origin,
    async stop() {
      await connection.stop();
      await server.stop();
    },
  };
}
