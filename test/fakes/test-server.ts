import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { noLog } from '../../src/lib/log.ts';
import { startEmbeddedServer } from '../../src/store/embedded-server.ts';

/** Where this run of the tests finds a PostgreSQL. */
export type TestServer =
  | { readonly kind: 'given'; readonly url: string; readonly template: string }
  | { readonly kind: 'embedded'; readonly folder: string; readonly template: string }
  | { readonly kind: 'none' };

/** Nothing of a test has to survive a power cut, and many tests connect at once. */
const settings = {
  max_connections: 300,
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  autovacuum: 'off',
};

/** The url of an administrator; starts the server if it is ours and nobody did so yet. */
export async function adminUrl(server: TestServer): Promise<string> {
  switch (server.kind) {
    case 'given':
      return server.url;
    case 'embedded':
      return (await startEmbeddedServer({ dataDir: server.folder, log: noLog, settings })).url;
    case 'none':
      throw new Error('There is no PostgreSQL for this system. Set DATABASE_URL to one that the tests may use.');
  }
}

export async function stopTestServer(server: TestServer): Promise<void> {
  switch (server.kind) {
    case 'given':
      return administer(server.url, `drop database if exists ${server.template}`);
    case 'embedded':
      if (!existsSync(join(server.folder, 'postgres'))) return;
      return (await startEmbeddedServer({ dataDir: server.folder, log: noLog, settings })).stop();
    case 'none':
      return;
  }
}

/** Runs one statement on its own connection. */
export async function administer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
