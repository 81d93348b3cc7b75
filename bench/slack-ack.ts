import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort, startProgram } from './program.ts';
import { percentile, printMachine, printTable, shown } from './report.ts';

// How soon Slack gets its acknowledgement of a signed slash command over HTTP; Slack itself waits for three seconds.
// node bench/slack-ack.ts [commands a second]

const RATE = Number(process.argv[2] ?? 100);
const ROUNDS = 2;
const SECONDS = 6;
const WARM_UP_SECONDS = 2;
const WORKSPACE = 'T0BENCH';
const secrets = { SLACK_SIGNING_SECRET: 'not-a-secret-0123456789', SLACK_BOT_TOKEN: 'xoxb-not-a-token' };
const agent = new Agent({ keepAlive: true });

printMachine();
const slack = createServer((incoming, answer) => {
  incoming.resume();
  answer.setHeader('content-type', 'application/json');
  answer.end(JSON.stringify({ ok: true, ts: '1.2', channel: 'C1', team_id: WORKSPACE, user_id: 'U0', bot_id: 'B0' }));
}).listen(0, '127.0.0.1');
await once(slack, 'listening');
const address = slack.address();
const slackUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : address}/api/`;

const folder = await mkdtemp(join(tmpdir(), 'desk-bench-'));
const here = { platform: 'slack', workspace: WORKSPACE };
const customer = { id: 'bench', name: 'Bench', chats: [here], desk: [{ ...here, channel: 'C2' }] };
const deskFile = join(folder, 'desk.yaml');
await writeFile(deskFile, JSON.stringify({ customers: [customer], people: [] }));
const desk = await start('../src/main.ts', {
  DATA_DIR: folder,
  MSP_DESK_FILE: deskFile,
  MSP_TERMINAL: 'off',
  MSP_LOG_LEVEL: 'error',
  SLACK_API_URL: slackUrl,
});
const bolt = await start('bare-bolt.ts', {});

const ofDesk: number[] = [];
const ofBolt: number[] = [];
for (const { port } of [desk, bolt]) await commands(port, WARM_UP_SECONDS);
for (let round = 0; round < ROUNDS; round++) {
  ofDesk.push(...(await commands(desk.port, SECONDS)));
  ofBolt.push(...(await commands(bolt.port, SECONDS)));
}
await Promise.all([desk.program.end('SIGTERM'), bolt.program.end('SIGKILL')]);
await rm(folder, { recursive: true });
slack.close();
slack.closeAllConnections();

printTable(
  `Until Slack's command is acknowledged, at ${RATE} a second, ${ROUNDS} rounds of ${SECONDS} s turn by turn`,
  ['', 'commands', 'ms p50', 'p95', 'p99', 'max'],
  [row('desk: checked, committed, acknowledged', ofDesk), row('baseline: bare Bolt, checked, acknowledged', ofBolt)],
);
printMachine();

async function start(file: string, settings: Readonly<Record<string, string>>) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/healthz`;
  const path = fileURLToPath(new URL(file, import.meta.url));
  return { port, program: await startProgram(path, url, { PORT: String(port), ...secrets, ...settings }) };
}

/** Sends them at their time, whether those before are answered or not, as Slack does. */
async function commands(port: number, seconds: number): Promise<number[]> {
  const began = performance.now();
  const answers: Promise<number>[] = [];
  for (let count = 0; count < seconds * RATE; count++) {
    const wait = began + (count * 1_000) / RATE - performance.now();
    if (wait > 1) await pause(wait);
    answers.push(command(port));
  }
  return Promise.all(answers);
}

async function command(port: number): Promise<number> {
  const began = performance.now();
  const body = new URLSearchParams({
    command: '/msp',
    text: 'status',
    trigger_id: randomUUID(),
    team_id: WORKSPACE,
    channel_id: 'C1',
    user_id: 'U1',
    user_name: 'ada',
  }).toString();
  const sent = request({
    port,
    host: '127.0.0.1',
    path: '/slack/events',
    method: 'POST',
    agent,
    headers: signed(body),
  });
  sent.end(body);
  const [answer] = await once(sent, 'response');
  answer.resume();
  await once(answer, 'end');
  if (answer.statusCode !== 200) throw new Error(`A command was answered with ${answer.statusCode}`);
  return performance.now() - began;
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
function signed(body: string) {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const mac = createHmac('sha256', secrets.SLACK_SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${mac}`,
  };
}

function row(title: string, ms: readonly number[]): string[] {
  return [title, String(ms.length), ...[50, 95, 99, 100].map((percent) => shown(percentile(ms, percent), 1))];
}
