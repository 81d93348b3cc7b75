import { randomUUID } from 'node:crypto';
import { record } from './audit/record.ts';
import type { Config } from './config.ts';
import { tellAlarm, tellUnopened } from './desk/tell-handover.ts';
import { inMilliseconds } from './lib/duration.ts';
import type { Log } from './lib/log.ts';
import { regularly } from './lib/regularly.ts';
import type { SecretFilter } from './lib/secret-filter.ts';
import type { WebRoute } from './lib/web.ts';
import { createHandovers, type Handovers } from './secrets/handovers.ts';
import { createLookAtKept } from './secrets/kept.ts';
import type { MasterKeys } from './secrets/master-key.ts';
import { handoverPages } from './secrets/pages.ts';
import { createVault, type Vault } from './secrets/vault.ts';
import type { Pool } from './store/pool.ts';

/** A link is offered for less than that. */
const LINKS_LIVE_MS = inMilliseconds('1h');
/** What becomes of a hand-over one time at most. */
const once: ReadonlySet<string> = new Set(['opened', 'opened-again', 'expired', 'blocked']);

/** Where secrets are, how they get to people, and the page where they do. */
export function composeSecrets(
  { publicUrl }: Config,
  given: {
    readonly pool: Pool;
    readonly keys: MasterKeys | undefined;
    readonly filter: SecretFilter;
    readonly log: Log;
    /** Who is told what must not wait, once the desk stands. */
    readonly audience: () => Parameters<typeof tellAlarm>[2];
  },
): {
  readonly vault: Vault;
  readonly handovers: Handovers;
  readonly pages: readonly WebRoute[];
  /** Lets the filter know what others have sealed. */
  readonly lookAtKept: () => Promise<void>;
} {
  const { pool, keys, filter, log } = given;
  const vault = createVault({ pool, key: keys?.current, earlierKeys: keys?.earlier, onSecret: filter.known });
  const handovers = createHandovers({
    ...{ pool, vault, publicUrl, log },
    record: (client, { id, action, by, customerId, runId, recipientId, codeHolderId }) =>
      record(client, {
        ...{ customerId, runId },
        onceKey: `handover:${id}:${once.has(action) ? action : randomUUID()}`,
        actor: by ?? 'desk',
        action: `handover.${action}`,
        facts: { secret: id, recipient: recipientId, codeHolder: codeHolderId },
      }),
    alarm: (about, what) => tellAlarm(about, what, given.audience()),
    unopened: (about, state) => tellUnopened(about, state, given.audience()),
    onSecret: (token) => filter.known(token, LINKS_LIVE_MS),
  });
  const lookAtKept = keys ? createLookAtKept({ pool, vault, log }) : async () => {};
  return { vault, handovers, lookAtKept, pages: publicUrl ? handoverPages({ handovers, publicUrl }) : [] };
}

const SWEEP_EVERY_MS = 60_000;

/** Deletes, every minute, what nobody came for in time. */
export function sweepRegularly({ sweep }: { sweep(): Promise<void> }, log: Log): { stop(): Promise<void> } {
  return regularly(SWEEP_EVERY_MS, () => sweep().catch((cause: unknown) => log.warn('desk.not-swept', { cause })));
}
