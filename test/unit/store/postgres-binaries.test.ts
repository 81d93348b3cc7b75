import { execFileSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { binariesIn, findPostgres, hasPostgres, mend } from '../../../src/store/postgres-binaries.ts';
import { withinReach } from '../../../src/store/postgres-within-reach.ts';
import { serverAccount } from '../../../src/store/server-account.ts';

describe('the PostgreSQL that npm installed', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'desk-binaries-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('where there is none for this system, the remedy is a database of one’s own', () => {
    const search = () => findPostgres({ platform: 'linux', arch: 'riscv64' });

    expect(search).toThrow('There is no PostgreSQL to start by itself on linux-riscv64.');
    expect(search).toThrow('Set DATABASE_URL to a PostgreSQL 15 or newer');
  });

  test('missing links and permissions, as after an installation without scripts, are mended', () => {
    mkdirSync(join(folder, 'native', 'bin'), { recursive: true });
    mkdirSync(join(folder, 'native', 'lib'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ version: '18.4.0' }));
    for (const name of ['postgres', 'initdb', 'pg_ctl'])
      writeFileSync(join(folder, 'native', 'bin', name), '', { mode: 0o644 });
    const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
    writeFileSync(join(folder, 'native', 'pg-symlinks.json'), JSON.stringify(links));
    writeFileSync(join(folder, 'native', 'lib', 'libpq.so.5.18'), '');

    mend(binariesIn(folder));

    expect(readlinkSync(join(folder, 'native', 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18');
    expect(() => accessSync(join(folder, 'native', 'bin', 'initdb'), constants.X_OK)).not.toThrow();
  });

  test.skipIf(process.getuid?.() !== 0 || !hasPostgres())(
    'where the server’s account can’t get to it, a copy is used that it can start',
    () => {
      const closed = join(folder, 'closed');
      cpSync(findPostgres().root, closed, { recursive: true, verbatimSymlinks: true });
      chmodSync(folder, 0o755);
      chmodSync(closed, 0o700);
      const account = serverAccount(join(folder, 'no cluster yet'));

      const { program } = withinReach(binariesIn(closed), account, join(folder, 'open'));

      const version = execFileSync(program('postgres'), ['--version'], {
        ...account.spawn,
        cwd: '/',
        encoding: 'utf8',
      });
      expect(version).toMatch(/PostgreSQL.* 18/);
    },
  );

  test.skipIf(process.getuid?.() !== 0)('a copy that another user could have made is not started', () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    chmodSync(folder, 0o755);
    writeFileSync(join(closed, 'package.json'), JSON.stringify({ version: '18.4.0' }));
    mkdirSync(join(folder, 'open', 'postgres-18.4.0'), { recursive: true });
    chmodSync(join(folder, 'open', 'postgres-18.4.0'), 0o777);

    const account = serverAccount(join(folder, 'no cluster yet'));

    expect(() => withinReach(binariesIn(closed), account, join(folder, 'open'))).toThrow(
      'Run the desk as an ordinary user',
    );
  });
});
