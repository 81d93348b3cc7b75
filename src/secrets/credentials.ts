import { readOwnFile } from '../lib/file-access.ts';

/** Where a credential should be, there is none that can be used. Neither text ever holds a value. */
export class CredentialError extends Error {
  override readonly name = 'CredentialError';
  /** What somebody can do about it. */
  readonly remedy: string;

  constructor(message: string, { remedy, cause }: { remedy: string; cause?: unknown }) {
    super(message, { cause });
    this.remedy = remedy;
  }
}

interface Parts {
  /** The value of an environment variable. */
  readonly environment: (name: string) => string | undefined;
  /** Hears of every credential that is read, so that none is ever written down. */
  readonly onSecret?: ((value: string) => void) | undefined;
}

export interface Credentials {
  /** The credential that `env:NAME` or `file:/path` stands for, as it is now. Throws `CredentialError`. */
  read(reference: string): Promise<string>;
}

/** Reads credentials anew each time, so that whoever replaces one need not restart anything. */
export function createCredentials({ environment, onSecret = () => {} }: Parts): Credentials {
  const sources: Readonly<Record<string, (name: string) => Promise<string>>> = {
    async env(name) {
      const value = environment(name);
      if (value === undefined)
        throw new CredentialError(`The environment has no ${name}.`, {
          remedy: `Set ${name} where the desk is started, or in its .env file, and start it again.`,
        });
      return filled(value, name);
    },
    async file(path) {
      const { bytes, isReadByAll } = await readOwnFile(path).catch((cause: unknown) => {
        throw unreadable(path, cause);
      });
      if (isReadByAll)
        throw new CredentialError(`Everybody on this machine may read ${path}.`, {
          remedy: `Let only the desk's own account read it: chmod 600 ${path}. If others could, replace the credential.`,
        });
      return filled(bytes.toString('utf8'), path);
    },
  };

  return {
    async read(reference) {
      const [, kind = '', name = ''] = /^(env|file):(.+)$/s.exec(reference) ?? [];
      const source = Object.hasOwn(sources, kind) ? sources[kind] : undefined;
      if (!source)
        throw new CredentialError('It is not said where a credential is.', {
          remedy: 'Write env:NAME or file:/absolute/path, never the credential itself.',
        });
      const value = await source(name);
      onSecret(value);
      return value;
    },
  };
}

function filled(value: string, where: string): string {
  const trimmed = value.trim();
  if (trimmed !== '') return trimmed;
  throw new CredentialError(`${where} is empty.`, { remedy: 'Put the credential there.' });
}

const remedies: Readonly<Record<string, (path: string) => { message: string; remedy: string }>> = {
  ENOENT: (path) => ({
    message: `There is no file ${path}.`,
    remedy: 'Put the credential there, or correct the path in desk.yaml.',
  }),
  EACCES: (path) => ({ message: `The desk may not read ${path}.`, remedy: 'Let the account it runs as read it.' }),
};

function unreadable(path: string, cause: unknown): CredentialError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const { message, remedy } = remedies[code]?.(path) ?? {
    message: `${path} can't be read as a credential.`,
    remedy: 'Name a small text file that holds the credential and nothing else.',
  };
  return new CredentialError(message, { remedy, cause });
}
