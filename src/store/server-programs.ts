import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { PostgresBinaries, PostgresProgram } from './postgres-binaries.ts';
import type { ServerAccount } from './server-account.ts';

/** Runs one of PostgreSQL's programs to its end, under the server's account. */
export type RunProgram = (name: PostgresProgram, args: readonly string[]) => Promise<void>;

const execute = promisify(execFile);

/** The environment is empty on purpose: the server has no business with the desk's tokens and passwords. */
export function programRunner(binaries: PostgresBinaries, account: ServerAccount): RunProgram {
  return async (name, args) => {
    await execute(binaries.program(name), [...args], { ...account.spawn, cwd: '/', env: { LC_ALL: 'C' } });
  };
}
