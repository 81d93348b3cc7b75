import { App, HTTPReceiver } from '@slack/bolt';

// The least that acknowledges a slash command of Slack's: the baseline of slack-ack.ts. It writes nothing down.
const { PORT, SLACK_SIGNING_SECRET = '', SLACK_BOT_TOKEN = '' } = process.env;
const receiver = new HTTPReceiver({
  signingSecret: SLACK_SIGNING_SECRET,
  customRoutes: [{ path: '/healthz', method: 'GET', handler: (_request, response) => void response.end() }],
});
const app = new App({ receiver, authorize: async () => ({ botToken: SLACK_BOT_TOKEN }) });
app.command(/./, async ({ ack }) => ack());
await app.start({ port: Number(PORT), host: '127.0.0.1' });
