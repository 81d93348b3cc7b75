import { createHash, randomBytes } from 'node:crypto';
import { inMilliseconds } from '../lib/duration.ts';
import type { Log } from '../lib/log.ts';
import { handovers, type StoredHandover } from '../store/handovers.ts';
import { inTransaction, type Pool, type PoolClient } from '../store/pool.ts';
import { idOf, type Vault } from './vault.ts';

const OFFERED_FOR = inMilliseconds('15m');
const TOKEN_BYTES = 32;
/** How a token is written; anything else was never one. */
export const tokenForm = /^[\w-]{43}$/;

/** A secret that waits for somebody. `title` says what it is for; both it and the recipient may be known to others. */
export interface Offer {
  readonly sealed: string;
  readonly customerId: string;
  readonly runId: string;
  readonly recipientId: string;
  readonly title: string;
}

/** What has become of an offer that is made, or made again. */
export type Offered =
  | { readonly state: 'offered'; readonly link: string; readonly until: Date }
  | { readonly state: 'opened' | 'expired' | 'unknown' };

/** What a link opens. */
export type Revealed =
  | { readonly state: 'revealed'; readonly title: string; readonly secret: string }
  | { readonly state: 'opened'; readonly at: Date }
  | { readonly state: 'expired' | 'unknown' };

interface Parts {
  readonly pool: Pool;
  readonly vault: Vault;
  /** Where browsers reach us; without it no link can be made. */
  readonly publicUrl?: string | undefined;
  /** Writes an audit line in the transaction of what it tells about. */
  readonly record: (
    client: PoolClient,
    line: Pick<StoredHandover, 'customerId' | 'runId' | 'recipientId'> & {
      readonly id: string;
      readonly action: Action;
    },
  ) => Promise<void>;
  readonly log: Log;
  /** Somebody opened a link that was opened before: whoever did so first may not be its recipient. */
  readonly alarm?: (about: Pick<StoredHandover, 'customerId' | 'runId' | 'recipientId' | 'title'>) => Promise<void>;
}

type Action = 'offered' | 'opened' | 'opened-again' | 'expired';

export type Handovers = ReturnType<typeof createHandovers>;

/** Hands secrets over through a link that opens once. Only a digest of its token is kept. */
export function createHandovers({ pool, vault, publicUrl, record, log, alarm = async () => {} }: Parts) {
  const written = (client: PoolClient, { secretId: id, ...about }: StoredHandover, action: Action) =>
    record(client, { id, ...about, action });

  const sweep = () =>
    inTransaction(pool, async (client) => {
      for (const over of await handovers.expire(client)) {
        await vault.forget(over.secretId, client);
        await written(client, over, 'expired');
      }
    });

  const open = async (handover: StoredHandover, client: PoolClient): Promise<Revealed> => {
    const { secretId, customerId, title } = handover;
    const secret = await vault.open(secretId, customerId, client);
    if (secret === undefined) return { state: 'unknown' };
    await vault.forget(secretId, client);
    await handovers.opened(client, secretId);
    await written(client, handover, 'opened');
    return { state: 'revealed', title, secret };
  };

  /** The first time says that the first opening may have been somebody else's; later ones add nothing. */
  const openAgain = async (handover: StoredHandover, client: PoolClient): Promise<boolean> => {
    if (handover.openedAgainAt) return false;
    await handovers.openedAgain(client, handover.secretId);
    await written(client, handover, 'opened-again');
    return true;
  };

  return {
    /** Why no link can be made, in words for whoever looks after the desk. */
    obstacle: vault.obstacle ?? (publicUrl ? undefined : NO_ADDRESS),

    /** Makes the link. Made again, as after a crash, it replaces the one that was not opened yet. */
    async offer({ sealed, ...about }: Offer): Promise<Offered> {
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      const secretId = idOf(sealed);
      await sweep();
      return inTransaction(pool, async (client): Promise<Offered> => {
        const earlier = await handovers.of(client, secretId);
        if (earlier && earlier.state !== 'offered') return { state: earlier.state };
        if ((await vault.open(sealed, about.customerId, client)) === undefined) return { state: 'unknown' };
        if (!publicUrl) throw new Error(NO_ADDRESS);

        const made = await handovers.offer(client, { secretId, ...about }, digestOf(token), OFFERED_FOR);
        await written(client, made, 'offered');
        return { state: 'offered', link: `${publicUrl}/handover#${token}`, until: made.expiresAt };
      });
    },

    /** Opens a link, once: the secret is gone from here before anybody sees it. */
    async reveal(token: string): Promise<Revealed> {
      if (!tokenForm.test(token)) return { state: 'unknown' };
      const { revealed, alarming } = await inTransaction(pool, (client) => look(token, client));
      if (revealed.state === 'expired') await sweep();
      if (alarming) await raise(alarming);
      return revealed;
    },

    /** Deletes what nobody opened in time. */
    sweep,
  };

  async function look(token: string, client: PoolClient): Promise<{ revealed: Revealed; alarming?: StoredHandover }> {
    const found = await handovers.find(client, digestOf(token));
    if (!found) return { revealed: { state: 'unknown' } };
    if (found.state === 'opened') {
      const revealed = { state: 'opened', at: found.openedAt ?? found.expiresAt } as const;
      return (await openAgain(found, client)) ? { revealed, alarming: found } : { revealed };
    }
    if (found.state === 'expired' || found.isOver) return { revealed: { state: 'expired' } };
    return { revealed: await open(found, client) };
  }

  async function raise({ secretId: handover, customerId, runId, recipientId, title }: StoredHandover): Promise<void> {
    log.error('handover.opened-again', { handover, customer: customerId, run: runId, recipient: recipientId });
    await alarm({ customerId, runId, recipientId, title }).catch((cause: unknown) =>
      log.error('handover.alarm-not-heard', { handover, cause }),
    );
  }
}

const NO_ADDRESS =
  'There is no page where a new password could be handed over. Set MSP_PUBLIC_URL to the address where people reach this server.';

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
