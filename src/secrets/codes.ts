import { handovers, type StoredHandover } from '../store/handovers.ts';
import type { PoolClient } from '../store/pool.ts';
import { digestOfCode, newCode } from './code.ts';
import { type About, type Action, aboutOf } from './opening.ts';
import type { Draw } from './password.ts';

/** What whoever asks for a code gets. */
export type CodeShown =
  | { readonly state: 'shown'; readonly code: string; readonly about: About; readonly until: Date }
  | { readonly state: 'not-theirs' | 'opened' | 'expired' | 'blocked' | 'unknown' };

/** What asking for a code came to, and whether technicians must be told of it. */
interface Asked {
  readonly shown: CodeShown;
  readonly alarming?: StoredHandover;
}

interface Parts {
  /** Writes an audit line in the transaction of what it tells about. */
  readonly written: (client: PoolClient, over: StoredHandover, action: Action, by: string) => Promise<void>;
  readonly random?: Draw | undefined;
}

/** Makes codes, each for the one person who may be shown it. */
export function createCodes({ written, random }: Parts) {
  return {
    async show(id: string, by: string, client: PoolClient): Promise<Asked> {
      const found = await handovers.of(client, id);
      if (!found) return { shown: { state: 'unknown' } };
      if (by !== found.codeHolderId) return refused(found, by, client);
      if (found.state !== 'offered') return { shown: { state: found.state } };
      if (found.isOver) return { shown: { state: 'expired' } };

      const code = newCode(random);
      await handovers.showedCode(client, id, await digestOfCode(code, found.tokenDigest));
      await written(client, found, 'code-shown', by);
      return { shown: { state: 'shown', code, about: aboutOf(found), until: found.expiresAt } };
    },
  };

  /** The first time says that somebody is after it; later ones add nothing but a line each. */
  async function refused(found: StoredHandover, by: string, client: PoolClient): Promise<Asked> {
    await written(client, found, 'code-refused', by);
    await handovers.refusedCode(client, found.secretId);
    return { shown: { state: 'not-theirs' }, ...(found.refusedAt ? {} : { alarming: found }) };
  }
}
