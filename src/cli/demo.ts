import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type App, createApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { firstRoster } from '../desk/first-roster.ts';
import { inParallel } from '../lib/in-parallel.ts';
import { createLog } from '../lib/log.ts';
import { createPlayers, type Played } from './demo/play.ts';
import { type Sample, samples } from './demo/samples.ts';
import { createStage, type Stage } from './demo/stage.ts';
import { createTally, inWords } from './demo/summary.ts';
import { readTicketFile } from './demo/ticket-file.ts';

const HELP = `Plays tickets through the whole desk, with nothing real behind it.

  npm run demo                               the ten sample tickets
  npm run demo -- --ticket "my disk is full"   one of your own
  npm run demo -- --file tickets.jsonl       {"id", "subject", "body"} a line
  --json       one record a ticket on standard output, the summary last
  --speed 2    twice as fast; 0 does not wait at all
`;

const { stdout, stderr } = process;
const THINK_MS = 1_200;
const SIDE_BY_SIDE = 8;

try {
  process.exitCode = await main();
} catch (error) {
  stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      ticket: { type: 'string' },
      file: { type: 'string' },
      json: { type: 'boolean', default: false },
      speed: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    stdout.write(HELP);
    return 0;
  }
  const speed = Number(values.speed);
  if (!Number.isFinite(speed) || speed < 0)
    throw new Error('--speed takes a number, e.g. 2 for twice as fast or 0 for no waiting.');

  const slow = speed === 0 ? 0 : 1 / speed;
  const { json } = values;
  const desk = await openDesk(slow, json);
  const tally = createTally();
  try {
    const tell = (played: Played) => {
      tally.add(played);
      if (json) stdout.write(`${JSON.stringify(played)}\n`);
    };
    await inParallel(ticketsFor(values), json ? SIDE_BY_SIDE : 1, async (sample) => tell(await desk.play(sample)));
  } finally {
    await desk.app.stop();
  }
  const summary = tally.summary();
  stdout.write(json ? `${JSON.stringify({ summary })}\n` : `\n${inWords(summary)}\n`);
  return summary.processed > 0 && summary.withoutEnd === 0 ? 0 : 1;
}

function ticketsFor({ ticket, file }: { ticket?: string; file?: string }): AsyncIterable<Sample> | Iterable<Sample> {
  if (ticket !== undefined) return [{ id: 'yours', subject: '', body: ticket }];
  if (file !== undefined) return readTicketFile(file, (problem) => stderr.write(`${problem}\n`));
  return samples;
}

/** A desk of its own beside the one that may be open, with a cast instead of a chat. */
async function openDesk(slow: number, json: boolean) {
  const config = readConfig();
  const dataDir = join(config.dataDir, 'demo');
  let app: App | undefined;
  let stage: Stage | undefined;
  let players: ReturnType<typeof createPlayers> | undefined;
  const opened = await createApp(
    {
      dataDir,
      http: { host: '127.0.0.1', port: 0 },
      replica: 'demo',
      log: config.log,
      terminal: 'off',
      demoPaceMs: config.demoPaceMs * slow,
    },
    {
      log: createLog(config.log.level, join(dataDir, 'demo.log')),
      roster: firstRoster,
      async connect({ ears, people }) {
        const failed = (error: unknown) => stderr.write(`The cast is stuck: ${String(error)}\n`);
        const acting = createPlayers({
          ears,
          app: () => must(app),
          stage: () => must(stage),
          thinkMs: THINK_MS * slow,
        });
        players = acting;
        stage = createStage({
          people,
          output: json ? undefined : stdout,
          color: stdout.hasColors?.() ?? false,
          onCard: (card) => void acting.act(card).catch(failed),
        });
        return [stage.connection];
      },
    },
  );
  app = opened;
  return { app: opened, play: must(players).play };
}

function must<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('The stage is not set yet.');
  return part;
}
