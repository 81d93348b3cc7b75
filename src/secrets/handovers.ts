import { randomBytes } from 'node:crypto';
import { inMilliseconds } from '../lib/duration.ts';
import type { Log } from '../lib/log.ts';
import { handovers, type StoredHandover } from '../store/handovers.ts';
import { inTransaction, type Pool, type PoolClient } from '../store/pool.ts';
import { type CodeShown, createCodes } from './codes.ts';
import { type About, type Action, type Alarm, aboutOf, createOpening, digestOf, type Revealed } from './opening.ts';
import type { Draw } from './password.ts';
import { idOf, type Vault } from './vault.ts';

const OFFERED_FOR = inMilliseconds('15m');
const TOKEN_BYTES = 32;
/** How a token is written; anything else was never one. */
export const tokenForm = /^[\w-]{43}$/;

/** A secret that waits for somebody. `title` says what it is for; it and all the people may be known to others. */
export interface Offer {
  readonly sealed: string;
  readonly customerId: string;
  readonly runId: string;
  readonly recipientId: string;
  /** Who is shown the code that opens the link: the recipient, or whoever reads it out to them. */
  readonly codeHolderId: string;
  readonly title: string;
}

/** What has become of an offer that is made, or made again. `token` is the secret part of the link. */
export type Offered =
  | {
      readonly state: 'offered';
      readonly id: string;
      readonly link: string;
      readonly token: string;
      readonly until: Date;
    }
  | { readonly state: 'opened' | 'expired' | 'blocked' | 'unknown' };

interface Parts {
  readonly pool: Pool;
  readonly vault: Vault;
  /** Where browsers reach us; without it no link can be made. */
  readonly publicUrl?: string | undefined;
  /** Writes an audit line in the transaction of what it tells about. */
  readonly record: (
    client: PoolClient,
    line: About & { readonly id: string; readonly action: Action; readonly by?: string | undefined },
  ) => Promise<void>;
  readonly log: Log;
  /** Somebody did what no recipient does: opened a link again, guessed at its code, or asked for a code that is not theirs. */
  readonly alarm?: (about: About, what: Alarm) => Promise<void>;
  /** Says that nobody will open it any more, and who has to act. */
  readonly unopened?: (about: About, state: 'expired' | 'blocked') => Promise<void>;
  /** Draws the digits of codes; by default from the system's secure source. */
  readonly random?: Draw;
  /** Hears every token. */
  readonly onSecret?: (value: string) => void;
}

export type Handovers = ReturnType<typeof createHandovers>;

/** Hands secrets over through a link that opens once, with a code that came another way. Only digests of both are kept. */
export function createHandovers(parts: Parts) {
  const { pool, vault, publicUrl, record, log, alarm = async () => {}, onSecret = () => {} } = parts;
  const written = (client: PoolClient, over: StoredHandover, action: Action, by?: string) =>
    record(client, { id: over.secretId, ...aboutOf(over), action, by });

  const expire = () =>
    inTransaction(pool, async (client) => {
      for (const over of await handovers.expire(client)) {
        await vault.forget(over.secretId, client);
        await written(client, over, 'expired');
      }
    });

  const codes = createCodes({ written, random: parts.random });
  const opening = createOpening({ vault, written });

  return {
    /** Why no link can be made, in words for whoever looks after the desk. */
    obstacle: vault.obstacle ?? (publicUrl ? undefined : NO_ADDRESS),

    /** Makes the link. Made again, as after a crash, it replaces the one that was not opened yet. */
    async offer({ sealed, ...about }: Offer): Promise<Offered> {
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      const secretId = idOf(sealed);
      await expire();
      return inTransaction(pool, async (client): Promise<Offered> => {
        const earlier = await handovers.of(client, secretId);
        if (earlier && earlier.state !== 'offered') return { state: earlier.state };
        if ((await vault.open(sealed, about.customerId, client)) === undefined) return { state: 'unknown' };
        if (!publicUrl) throw new Error(NO_ADDRESS);

        onSecret(token);
        const made = await handovers.offer(client, { secretId, ...about, tokenDigest: digestOf(token) }, OFFERED_FOR);
        await written(client, made, 'offered');
        const link = `${publicUrl}/handover#${token}`;
        return { state: 'offered', id: secretId, link, token, until: made.expiresAt };
      });
    },

    /** A new code for whoever may have it, in place of an earlier one. */
    async showCode(id: string, by: string): Promise<CodeShown> {
      const { shown, alarming } = await inTransaction(pool, (client) => codes.show(id, by, client));
      if (alarming) await raise(alarming, 'code-refused');
      return shown;
    },

    /** Opens a link, once: the secret is gone from here before anybody sees it. */
    async reveal(token: string, code: string): Promise<Revealed> {
      if (!tokenForm.test(token)) return { state: 'unknown' };
      const { revealed, alarming, what } = await inTransaction(pool, (client) => opening.look(token, code, client));
      if (revealed.state === 'expired') await expire();
      if (alarming && what) await raise(alarming, what);
      return revealed;
    },

    /** Deletes what nobody opened in time, and says so. */
    async sweep(): Promise<void> {
      await expire();
      while (await tellNext());
    },
  };

  async function raise(over: StoredHandover, what: Alarm): Promise<void> {
    const { secretId: handover, customerId: customer, runId: run, recipientId: recipient } = over;
    log.error(`handover.${what}`, { handover, customer, run, recipient });
    await alarm(aboutOf(over), what).catch((cause: unknown) =>
      log.error('handover.alarm-not-heard', { handover, cause }),
    );
  }

  /** Whether there was one. Where we die while telling of it, it is told again. */
  async function tellNext(): Promise<boolean> {
    return inTransaction(pool, async (client) => {
      const over = await handovers.untold(client);
      if (!over) return false;
      const state = over.state === 'blocked' ? 'blocked' : 'expired';
      await parts
        .unopened?.(aboutOf(over), state)
        .catch((cause: unknown) => log.error('handover.not-told', { handover: over.secretId, cause }));
      await handovers.told(client, over.secretId);
      return true;
    });
  }
}

const NO_ADDRESS =
  'There is no page where a new password could be handed over. Set MSP_PUBLIC_URL to the address where people reach this server.';
