import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { record } from './audit/record.ts';
import type { Config } from './config.ts';
import { customerIn } from './desk/audience.ts';
import type { Customer } from './domain/customer.ts';
import type { Roster } from './domain/roster.ts';
import type { Log } from './lib/log.ts';
import { regularly } from './lib/regularly.ts';
import type { WebRoute } from './lib/web.ts';
import { createHandovers, type Handovers } from './secrets/handovers.ts';
import { type MasterKey, readMasterKey } from './secrets/master-key.ts';
import { handoverPages } from './secrets/pages.ts';
import { createVault, type Vault } from './secrets/vault.ts';
import type { Pool } from './store/pool.ts';

/** The master key; replicas that share a database need one that somebody gave them, and without it only demo mode works. */
export async function composeKey({ keyFile, databaseUrl, dataDir }: Config): Promise<MasterKey | undefined> {
  if (keyFile) return readMasterKey(keyFile, { make: false });
  return databaseUrl ? undefined : readMasterKey(join(dataDir, 'desk.key'), { make: true });
}

/** Where secrets are, how they get to people, and the page where they do. */
export function composeSecrets(
  { publicUrl }: Config,
  given: {
    readonly pool: Pool;
    readonly key: MasterKey | undefined;
    readonly log: Log;
    readonly roster: () => Promise<Roster>;
    /** Tells technicians of what must not wait. */
    readonly alert: (customer: Customer, what: string) => Promise<void>;
  },
): { readonly vault: Vault; readonly handovers: Handovers; readonly pages: readonly WebRoute[] } {
  const { pool, key, log, roster, alert } = given;
  const vault = createVault({ pool, key });
  const handovers = createHandovers({
    ...{ pool, vault, publicUrl, log },
    record: (client, { id, action, customerId, runId, recipientId }) =>
      record(client, {
        ...{ customerId, runId },
        onceKey: `handover:${id}:${action === 'offered' ? randomUUID() : action}`,
        actor: 'desk',
        action: `handover.${action}`,
        facts: { secret: id, recipient: recipientId },
      }),
    async alarm({ customerId, runId, recipientId, title }) {
      const known = await roster();
      const name = known.people.find(({ id }) => id === recipientId)?.name ?? recipientId;
      await alert(customerIn(known, customerId), secondOpening(runId, title, name));
    },
  });
  return { vault, handovers, pages: publicUrl ? handoverPages({ handovers, publicUrl }) : [] };
}

function secondOpening(runId: string, title: string, name: string): string {
  return `${title} (${runId}): its link was opened a second time. Ask ${name} who opened it both times. If somebody else did, they may know it: make it useless now, and begin again.`;
}

const SWEEP_EVERY_MS = 60_000;

/** Deletes, every minute, what nobody came for in time. */
export function sweepRegularly({ sweep }: { sweep(): Promise<void> }, log: Log): { stop(): Promise<void> } {
  return regularly(SWEEP_EVERY_MS, () => sweep().catch((cause: unknown) => log.warn('desk.not-swept', { cause })));
}
