import { createHash } from 'node:crypto';
import { shippedSentences } from '../src/classify/local/sentences.ts';
import { createOfflineClassifier } from '../src/classify/offline.ts';
import { asTicket } from '../src/cli/msp/as-ticket.ts';
import { connectors } from '../src/connectors/all.ts';
import { createRegistry } from '../src/connectors/registry.ts';
import { loadWorkflows, WORKFLOWS } from '../src/workflows/load.ts';
import { percentile, printMachine, printTable, shown, spread } from './report.ts';

// What it takes to understand a ticket offline, beside hashing the same words a thousand times, which any machine can repeat.
const registry = createRegistry({ connectors, demo: { pause: async () => {} } });
const workflows = await loadWorkflows(WORKFLOWS, registry);
const texts = shippedSentences().map(({ text }) => text);
const long = texts.join(' ').slice(0, 20_000);
const tickets = texts.map((text, place) => asTicket(`bench:${place}`, { text }, 'nobody'));
const longest = asTicket('bench:long', { text: long }, 'nobody');

const before = resident();
const opening = performance.now();
const classify = createOfflineClassifier();
await classify(tickets[0] ?? longest, workflows);
const opened = performance.now() - opening;
const took: number[] = [];
const tookLong: number[] = [];
const baseline: number[] = [];
for (let round = 0; round < 5; round++) {
  for (const ticket of tickets) {
    took.push(await timed(() => classify(ticket, workflows)));
    baseline.push(await timed(async () => hashed(ticket.body)));
  }
  tookLong.push(await timed(() => classify(longest, workflows)));
}
const memory = resident() - before;

printMachine();
printTable(
  `Understanding ${tickets.length} tickets five times, ms a ticket`,
  ['', 'p50', 'p95', 'p99'],
  [row('offline classifier', took), row('baseline: 1,000 SHA-256 over the same words', baseline)],
);
printTable(
  'A ticket of 20,000 characters, ms',
  ['', 'min', 'median', 'max'],
  [['offline classifier', ...spread(tookLong, 1)]],
);
printTable(
  'Once',
  ['', ''],
  [
    ['opening the model and the first ticket, ms', shown(opened, 0)],
    ['memory it added, MB resident after a collection', shown(memory, 0)],
  ],
);

function row(name: string, values: readonly number[]): string[] {
  return [name, ...[50, 95, 99].map((percent) => shown(percentile(values, percent), 2))];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function hashed(text: string): string {
  let digest = text;
  for (let time = 0; time < 1_000; time++) digest = createHash('sha256').update(digest).digest('hex');
  return digest;
}

/** Resident memory after garbage was collected, where the process was started so that it can be. */
function resident(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss() / 1024 ** 2;
}
