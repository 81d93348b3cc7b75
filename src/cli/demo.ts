import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { readConfig } from '../config.ts';
import { inParallel } from '../lib/in-parallel.ts';
import { keepCompiled } from '../lib/keep-compiled.ts';
import { HELP, type Options, readOptions } from './demo/options.ts';
import { type Sample, samples } from './demo/samples.ts';
import { createTally, inWords } from './demo/summary.ts';
import { readTicketFile } from './demo/ticket-file.ts';

const { stdout, stderr } = process;
/** Between two tickets, so that one can read how the first one ended. */
const BREATH_MS = 2_000;
const SIDE_BY_SIDE = 8;
const INTERRUPTED = 130;

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stopping.abort());
stdout.on('error', () => stopping.abort()); // nobody reads on, as after `| head`

try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const options = readOptions(process.argv.slice(2));
  process.exitCode = options.help ? help() : await play(options);
} catch (error) {
  stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

function help(): number {
  stdout.write(HELP);
  return 0;
}

/** Plays every ticket and says what they came to. */
async function play(options: Options): Promise<number> {
  const { json, slow } = options;
  const { signal } = stopping;
  const tally = createTally();
  const report = (problem: string) => stderr.write(`${problem}\n`);
  const tickets = ticketsFor(options, (problem) => {
    tally.leaveOut();
    report(problem);
  });
  if (!json) stdout.write('Ada, Kim and Tess ask, Sam decides. Everything is simulated; nothing real changes.\n');
  keepCompiled();
  const { openTheatre } = await import('./demo/open-theatre.ts');
  const theatre = await openTheatre({
    config: readConfig(),
    slow,
    output: json ? undefined : stdout,
    color: stdout.hasColors?.() ?? false,
    report,
    signal,
  });
  try {
    let scene = 0;
    await inParallel(tickets, json ? SIDE_BY_SIDE : 1, async (sample) => {
      signal.throwIfAborted();
      scene += 1;
      theatre.stage.scene(options.file || options.ticket ? `Ticket ${scene}` : `Ticket ${scene} of ${samples.length}`);
      const played = await theatre.players.play(sample);
      tally.add(played);
      if (json) stdout.write(`${JSON.stringify(played)}\n`);
      else await pause(BREATH_MS * slow, undefined, { signal });
    });
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await theatre.close();
  }
  const summary = tally.summary();
  if (signal.aborted) {
    report(`\nStopped after ${summary.processed} tickets.`);
    return INTERRUPTED;
  }
  stdout.write(json ? `${JSON.stringify({ summary })}\n` : `\n${inWords(summary)}\n`);
  return summary.processed > 0 && summary.withoutEnd === 0 ? 0 : 1;
}

function ticketsFor(
  { ticket, file }: Options,
  report: (problem: string) => void,
): AsyncIterable<Sample> | Iterable<Sample> {
  if (ticket !== undefined) return [{ id: 'yours', subject: '', body: ticket }];
  if (file !== undefined) return readTicketFile(file, report);
  return samples;
}
