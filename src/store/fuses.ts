import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import { Fuse, type FuseLimits, Paused } from '../domain/fuse.ts';
import type { MessageRef } from '../domain/place.ts';
import { type Duration, inMilliseconds } from '../lib/duration.ts';

const columns = `id, customer_id as "customerId", state, limits, blown_by as "blownBy", ends_at as "endsAt",
  open_until as "openUntil", decided_by as "decidedBy", cards`;

/** A change that waits, and where its run is told. */
const Waiting = z.object({ effectKey: z.string(), runId: z.string(), paused: Paused });
export type Waiting = Readonly<z.infer<typeof Waiting>>;

export type Fuses = ReturnType<typeof createFuses>;

/** Fuses of all customers. What counts and what blows is decided under the customer's lock, one after the other. */
export function createFuses(pool: Pool) {
  const read = async (id: string, client: Pool | PoolClient = pool): Promise<Fuse | undefined> => {
    if (!z.uuid().safeParse(id).success) return undefined;
    const { rows } = await client.query(`select ${columns} from app.fuse where id = $1`, [id]);
    return rows[0] && Fuse.parse(rows[0]);
  };
  return {
    read,

    /** Others of this customer wait here until the caller's transaction ends. */
    async inTurn(client: PoolClient, customerId: string): Promise<void> {
      await client.query(`select pg_advisory_xact_lock(hashtextextended('fuse:' || $1, 0))`, [customerId]);
    },

    /** The one that holds a customer's changes back now. */
    async blown(client: PoolClient, customerId: string): Promise<Fuse | undefined> {
      const { rows } = await client.query(
        `select ${columns} from app.fuse where customer_id = $1 and state = 'blown'`,
        [customerId],
      );
      return rows[0] && Fuse.parse(rows[0]);
    },

    /** How many other calls of these operations were begun lately, apart from what somebody let go on: until the end of that time, none. */
    async begunLately(
      client: PoolClient,
      customerId: string,
      operations: readonly string[],
      within: Duration,
      exceptKey: string,
    ): Promise<number> {
      const { rows } = await client.query<{ count: number }>(
        `select count(*)::int as count from app.effect
         where customer_id = $1 and operation = any($2) and key <> $4
           and started_at > clock_timestamp() - $3 * interval '1 millisecond'
           and started_at > coalesce(
             (select max(open_until) from app.fuse where customer_id = $1 and state = 'released'), '-infinity')`,
        [customerId, operations, inMilliseconds(within), exceptKey],
      );
      return rows[0]?.count ?? 0;
    },

    async blow(
      client: PoolClient,
      about: { readonly customerId: string; readonly limits: FuseLimits; readonly runId: string },
      patience: Duration,
    ): Promise<Fuse> {
      const { rows } = await client.query(
        `insert into app.fuse (customer_id, limits, blown_by, ends_at)
         values ($1, $2, $3, clock_timestamp() + $4 * interval '1 millisecond') returning ${columns}`,
        [about.customerId, about.limits, about.runId, inMilliseconds(patience)],
      );
      return Fuse.parse(rows[0]);
    },

    /** One change waits for it from now on; says for how long at most, in milliseconds. */
    async join(client: PoolClient, fuseId: string, { effectKey, runId, paused }: Waiting): Promise<number> {
      await client.query(
        `insert into app.fuse_waiting (fuse_id, effect_key, run_id, waiting) values ($1, $2, $3, $4) on conflict do nothing`,
        [fuseId, effectKey, runId, paused],
      );
      const { rows } = await client.query<{ ms: number }>(
        `select ceil(greatest(1, extract(epoch from ends_at - clock_timestamp()) * 1000))::int + 500 as ms from app.fuse where id = $1`,
        [fuseId],
      );
      return rows[0]?.ms ?? 1;
    },

    /** All that wait for it, the first one first. */
    async waiting(fuseId: string, client: Pool | PoolClient = pool): Promise<Waiting[]> {
      const { rows } = await client.query(
        `select effect_key as "effectKey", run_id as "runId", waiting as paused from app.fuse_waiting
         where fuse_id = $1 order by at, effect_key`,
        [fuseId],
      );
      return z.array(Waiting).parse(rows);
    },

    /** Ends it: while there is time, by somebody; afterwards by nobody. `undefined` when it has ended already, or can't end so. */
    async end(
      client: PoolClient,
      id: string,
      how:
        | { readonly state: 'released'; readonly by: Fuse['decidedBy']; readonly open: Duration }
        | { readonly state: 'stopped'; readonly by: Fuse['decidedBy'] },
    ): Promise<Fuse | undefined> {
      const { rows } = await client.query(
        `update app.fuse set state = $2, decided_by = $3, open_until = clock_timestamp() + $4 * interval '1 millisecond'
         where id = $1 and state = 'blown' and ($3::jsonb is null) = (ends_at <= clock_timestamp()) returning ${columns}`,
        [id, how.state, how.by ?? null, how.state === 'released' ? inMilliseconds(how.open) : null],
      );
      return rows[0] && Fuse.parse(rows[0]);
    },

    async shownOn(id: string, cards: readonly MessageRef[]): Promise<void> {
      await pool.query('update app.fuse set cards = cards || $2::jsonb where id = $1', [id, JSON.stringify(cards)]);
    },
  };
}
