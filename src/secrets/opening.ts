import { createHash } from 'node:crypto';
import { handovers, type StoredHandover } from '../store/handovers.ts';
import type { PoolClient } from '../store/pool.ts';
import { isRightCode } from './code.ts';
import type { Vault } from './vault.ts';

/** How often somebody may mistype, or guess. */
const MOST_WRONG_CODES = 5;

/** What a link and a code open. */
export type Revealed =
  | { readonly state: 'revealed'; readonly title: string; readonly secret: string }
  | { readonly state: 'wrong-code'; readonly left: number }
  | { readonly state: 'opened'; readonly at: Date }
  | { readonly state: 'expired' | 'blocked' | 'unknown' };

/** What everybody may know of a hand-over. */
export type About = Pick<StoredHandover, 'customerId' | 'runId' | 'recipientId' | 'codeHolderId' | 'title'>;

/** What technicians must look at now. */
export type Alarm = 'opened-again' | 'blocked' | 'code-refused';

/** What is written down of it. */
export type Action = 'offered' | 'code-shown' | 'code-wrong' | 'opened' | 'expired' | Alarm;

/** What a try came to, and what technicians must be told of it. */
export interface Looked {
  readonly revealed: Revealed;
  readonly alarming?: StoredHandover;
  readonly what?: Alarm;
}

interface Parts {
  readonly vault: Pick<Vault, 'open' | 'forget'>;
  /** Writes an audit line in the transaction of what it tells about. */
  readonly written: (client: PoolClient, over: StoredHandover, action: Action) => Promise<void>;
}

/** Opens links, each once and with its code. */
export function createOpening({ vault, written }: Parts) {
  return { look };

  async function look(token: string, code: string, client: PoolClient): Promise<Looked> {
    const found = await handovers.find(client, digestOf(token));
    if (!found) return { revealed: { state: 'unknown' } };
    switch (found.state) {
      case 'opened':
        return openAgain(found, client);
      case 'blocked':
      case 'expired':
        return { revealed: { state: found.state } };
      case 'offered':
        if (found.isOver) return { revealed: { state: 'expired' } };
        return (await isRightCode(code, found.tokenDigest, found.codeDigest))
          ? { revealed: await open(found, client) }
          : guessed(found, client);
    }
  }

  async function open(handover: StoredHandover, client: PoolClient): Promise<Revealed> {
    const { secretId, customerId, title } = handover;
    const secret = await vault.open(secretId, customerId, client);
    if (secret === undefined) return { state: 'unknown' };
    await vault.forget(secretId, client);
    await handovers.opened(client, secretId);
    await written(client, handover, 'opened');
    return { state: 'revealed', title, secret };
  }

  /** The first time says that the first opening may have been somebody else's; later ones add nothing. */
  async function openAgain(found: StoredHandover, client: PoolClient): Promise<Looked> {
    const revealed = { state: 'opened', at: found.openedAt ?? found.expiresAt } as const;
    if (found.openedAgainAt) return { revealed };
    await handovers.openedAgain(client, found.secretId);
    await written(client, found, 'opened-again');
    return { revealed, alarming: found, what: 'opened-again' };
  }

  /** Too many guesses end the link, and what it was to show with it. */
  async function guessed(found: StoredHandover, client: PoolClient): Promise<Looked> {
    await written(client, found, 'code-wrong');
    const state = await handovers.guessed(client, found.secretId, MOST_WRONG_CODES);
    if (state === 'offered')
      return { revealed: { state: 'wrong-code', left: MOST_WRONG_CODES - found.wrongCodes - 1 } };
    await vault.forget(found.secretId, client);
    await written(client, found, 'blocked');
    return { revealed: { state: 'blocked' }, alarming: found, what: 'blocked' };
  }
}

/** All that is kept of a token. */
export function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** What of it everybody may know. */
export function aboutOf({ customerId, runId, recipientId, codeHolderId, title }: StoredHandover): About {
  return { customerId, runId, recipientId, codeHolderId, title };
}
