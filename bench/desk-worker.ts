import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createApp } from '../src/app.ts';
import type { Config } from '../src/config.ts';
import { openDatabase } from '../src/database.ts';
import { noLog } from '../src/lib/log.ts';
import { keepInFlight } from './in-flight.ts';
import { createQuickChat, rosterOf } from './quick-chat.ts';
import { serve } from './worker.ts';

// The whole desk in demo mode, on a PostgreSQL of its own, with a chat that takes no time.
const dataDir = await mkdtemp(join(tmpdir(), 'desk-bench-'));
const config: Config = {
  dataDir,
  http: { host: '127.0.0.1', port: 0 },
  replica: 'bench',
  log: { level: 'error' },
  terminal: 'off',
  demoPaceMs: 0,
};
const chat = createQuickChat();
const database = await openDatabase(config, noLog);
const app = await createApp(config, {
  log: chat.log,
  database,
  roster: rosterOf(8),
  connect: async ({ ears }) => [chat.connect(ears)],
});

serve(
  async ({ lanes, seconds, customers = 8 }) => {
    chat.acknowledged.length = 0;
    const worked = await keepInFlight(lanes, seconds, () => chat.job(customers));
    const residentMb = process.memoryUsage.rss() / 1024 ** 2;
    return { ...worked, ...(await journalled()), acknowledged: chat.acknowledged, residentMb };
  },
  async () => {
    await app.stop();
    await rm(dataDir, { recursive: true });
  },
);

/** What a run writes down, from the engine's own table. */
async function journalled(): Promise<{ steps: number; waits: number }> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    const { rows } = await client.query<{ steps: number; waits: number }>(`
      select count(*) filter (where function_name not like 'DBOS.%') / count(distinct workflow_uuid)::float as steps,
             count(*) filter (where function_name = 'DBOS.recv') / count(distinct workflow_uuid)::float as waits
      from dbos.operation_outputs join dbos.workflow_status using (workflow_uuid) where status = 'SUCCESS'`);
    return rows[0] ?? { steps: 0, waits: 0 };
  } finally {
    await client.end();
  }
}
