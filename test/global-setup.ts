import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { hasPostgres } from '../src/store/postgres-binaries.ts';
import { databaseRoom } from './fakes/database-room.ts';
import { stopTestServer, type TestServer } from './fakes/test-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly testServer: TestServer;
  }
}

/** Says where the tests find a PostgreSQL. The first test that needs it starts it; here it is stopped at the end. */
export default function setUp(project: TestProject): () => Promise<void> {
  const folder = mkdtempSync(join(databaseRoom, 'desk-tests-'));
  chmodSync(folder, 0o711);
  const testServer = choose(folder);
  project.provide('testServer', testServer);
  return async () => {
    await stopTestServer(testServer);
    rmSync(folder, { recursive: true, force: true });
  };
}

function choose(folder: string): TestServer {
  const template = `desk_template_${randomBytes(4).toString('hex')}`;
  const { DATABASE_URL: url } = process.env;
  if (url) return { kind: 'given', url, template };
  if (hasPostgres()) return { kind: 'embedded', folder, template };
  return { kind: 'none' };
}
