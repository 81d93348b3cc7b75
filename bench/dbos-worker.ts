import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DBOS } from '@dbos-inc/dbos-sdk';
import { noLog } from '../src/lib/log.ts';
import { migrateEngine } from '../src/runs/dbos.ts';
import { startEmbeddedServer } from '../src/store/embedded-server.ts';
import { keepInFlight } from './in-flight.ts';
import { serve } from './worker.ts';

// The baseline: the engine alone with the same number of steps, which do nothing, and one wait in their middle.
const silent = { debug() {}, info() {}, warn() {}, error: console.error };
const dataDir = await mkdtemp(join(tmpdir(), 'dbos-bench-'));
const server = await startEmbeddedServer({ dataDir, log: noLog });
await migrateEngine(server.url);

const asked = new Map<string, () => void>();
const plain = DBOS.registerWorkflow(
  async (steps: number) => {
    const half = Math.floor(steps / 2);
    for (let step = 1; step < half; step++) await DBOS.runStep(async () => ({ step }), { name: `step ${step}` });
    const id = DBOS.workflowID ?? '';
    await DBOS.runStep(async () => asked.get(id)?.(), { name: 'ask' });
    await DBOS.recv('answer', { timeoutSeconds: 3_600, pollingIntervalMs: 60_000 });
    for (let step = half; step < steps; step++) await DBOS.runStep(async () => ({ step }), { name: `step ${step}` });
  },
  { name: 'plain' },
);
DBOS.setConfig({ name: 'bench', systemDatabaseUrl: server.url, runMigrations: false, logger: silent });
await DBOS.launch();

serve(
  async ({ lanes, seconds, steps = 1 }) => {
    const acknowledged: number[] = [];
    const worked = await keepInFlight(lanes, seconds, async () => {
      const id = randomUUID();
      const isAsked = new Promise<void>((resolve) => asked.set(id, resolve));
      const began = performance.now();
      const run = await DBOS.startWorkflow(plain, { workflowID: id })(steps);
      acknowledged.push(performance.now() - began);
      await isAsked;
      asked.delete(id);
      await DBOS.send(id, { verdict: 'approved' }, 'answer');
      await run.getResult();
    });
    return { ...worked, acknowledged, steps, waits: 1, residentMb: process.memoryUsage.rss() / 1024 ** 2 };
  },
  async () => {
    await DBOS.shutdown();
    await server.stop();
    await rm(dataDir, { recursive: true });
  },
);
