import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import { BreakGlass, type BreakGlassState } from '../domain/break-glass.ts';
import type { MessageRef } from '../domain/place.ts';
import { type Duration, inMilliseconds } from '../lib/duration.ts';

type Somebody = BreakGlass['askedBy'];

const orNothing = z.unknown().transform((value) => value ?? undefined);
const Row = z
  .object({ until: z.date().transform((at) => at.toISOString()), confirmedBy: orNothing, reviewedBy: orNothing })
  .loose()
  .transform((row) => BreakGlass.parse({ ...row, review: row.review ?? undefined }));

const columns = `id, customer_id as "customerId", reason, state, asked_by as "askedBy", confirmed_by as "confirmedBy", until,
  reviewed_by as "reviewedBy", review, cards`;

export type BreakGlasses = ReturnType<typeof createBreakGlasses>;

/** Emergencies, by the database's clock. */
export function createBreakGlasses(pool: Pool) {
  const one = (rows: readonly unknown[]) => (rows[0] ? Row.parse(rows[0]) : undefined);
  return {
    async read(id: string, client: Pool | PoolClient = pool): Promise<BreakGlass | undefined> {
      return one((await client.query(`select ${columns} from app.break_glass where id = $1`, [id])).rows);
    },

    /** Asks for one; `undefined` while another one of the customer is asked for, open or not reviewed. */
    async ask(
      client: PoolClient,
      asked: Pick<BreakGlass, 'customerId' | 'reason' | 'askedBy'>,
      within: Duration,
    ): Promise<BreakGlass | undefined> {
      const { rows } = await client.query(
        `insert into app.break_glass (id, customer_id, reason, asked_by, until)
         values ($1, $2, $3, $4, clock_timestamp() + $5 * interval '1 millisecond') on conflict do nothing returning ${columns}`,
        [randomUUID(), asked.customerId, asked.reason, asked.askedBy, inMilliseconds(within)],
      );
      return one(rows);
    },

    /** The one of a customer that is asked for, open or not reviewed. */
    async atWork(customerId: string): Promise<BreakGlass | undefined> {
      const { rows } = await pool.query(
        `select ${columns} from app.break_glass where customer_id = $1 and state in ('asked', 'open', 'over')`,
        [customerId],
      );
      return one(rows);
    },

    /** The one that is open now; not a moment longer than it is. */
    async openFor(customerId: string, client: Pool | PoolClient = pool): Promise<BreakGlass | undefined> {
      const { rows } = await client.query(
        `select ${columns} from app.break_glass where customer_id = $1 and state = 'open' and until > clock_timestamp()`,
        [customerId],
      );
      return one(rows);
    },

    /** A second admin says yes, and it is open from now on; `undefined` when it is too late or said already. */
    async confirm(client: PoolClient, id: string, by: Somebody, open: Duration): Promise<BreakGlass | undefined> {
      const { rows } = await client.query(
        `update app.break_glass set state = 'open', confirmed_by = $2, until = clock_timestamp() + $3 * interval '1 millisecond'
         where id = $1 and state = 'asked' and until > clock_timestamp() returning ${columns}`,
        [id, by, inMilliseconds(open)],
      );
      return one(rows);
    },

    /** From one state to the next, once. */
    async move(
      client: PoolClient,
      id: string,
      from: BreakGlassState,
      to: BreakGlassState,
    ): Promise<BreakGlass | undefined> {
      const { rows } = await client.query(
        `update app.break_glass set state = $3, until = least(until, clock_timestamp())
         where id = $1 and state = $2 returning ${columns}`,
        [id, from, to],
      );
      return one(rows);
    },

    /** Somebody who had no part in it has looked at it. */
    async review(client: PoolClient, id: string, by: Somebody, words: string): Promise<BreakGlass | undefined> {
      const { rows } = await client.query(
        `update app.break_glass set state = 'reviewed', reviewed_by = $2, review = $3
         where id = $1 and state = 'over' returning ${columns}`,
        [id, by, words],
      );
      return one(rows);
    },

    /** Those whose time is up, to be told about: an open one is over, one that nobody confirmed has lapsed. */
    async due(): Promise<BreakGlass[]> {
      const { rows } = await pool.query(
        `select ${columns} from app.break_glass where state in ('asked', 'open') and until <= clock_timestamp()`,
      );
      return rows.map((row) => Row.parse(row));
    },

    async shownOn(id: string, cards: readonly MessageRef[]): Promise<void> {
      await pool.query('update app.break_glass set cards = cards || $2::jsonb where id = $1', [
        id,
        JSON.stringify(cards),
      ]);
    },
  };
}
