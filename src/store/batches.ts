import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import { Batch } from '../domain/batch.ts';
import { Outcome } from '../domain/outcome.ts';
import { MessageRef } from '../domain/place.ts';

/** How far one item has come. */
const ItemLine = z.object({
  position: z.number(),
  ticketId: z.string(),
  outcome: Outcome.nullable(),
  /** Why it ended as it did, once it has. */
  why: z.string().nullable(),
});
export type ItemLine = Readonly<z.infer<typeof ItemLine>>;

const Page = z.object({ page: z.number(), cards: z.array(MessageRef) });

export type Batches = ReturnType<typeof createBatches>;

/** Requests that were asked for together, and where their lists stand. */
export function createBatches(pool: Pool) {
  return {
    /** Writes it down; the same source again is the same batch. */
    async open(sourceId: string, batch: Omit<Batch, 'id'>): Promise<Batch> {
      const { rows } = await pool.query(
        `insert into app.batch (source_id, customer_id, batch) values ($1, $2, $3)
         on conflict (source_id) do update set source_id = excluded.source_id
         returning batch || jsonb_build_object('id', id) as batch`,
        [sourceId, batch.customerId, batch],
      );
      return Batch.parse(rows[0]?.batch);
    },

    async read(id: string): Promise<Batch | undefined> {
      if (!z.uuid().safeParse(id).success) return undefined;
      const { rows } = await pool.query(
        `select batch || jsonb_build_object('id', id) as batch from app.batch where id = $1`,
        [id],
      );
      return rows[0] && Batch.parse(rows[0].batch);
    },

    /** Those whose tickets are open or were, in order. */
    async items(id: string): Promise<ItemLine[]> {
      const { rows } = await pool.query(
        `select (ticket->'batch'->>'position')::int as position, 'MSP-' || number as "ticketId", outcome, why
         from app.ticket left join app.batch_item
           on batch_id::text = ticket->'batch'->>'id' and batch_item.position = (ticket->'batch'->>'position')::int
         where ticket ? 'batch' and ticket->'batch'->>'id' = $1 order by 1`,
        [id],
      );
      return z.array(ItemLine).parse(rows);
    },

    /** Says why an item ended as it did. */
    async explain(id: string, position: number, why: string): Promise<void> {
      await pool.query(
        `insert into app.batch_item (batch_id, position, why) values ($1, $2, $3)
         on conflict (batch_id, position) do update set why = excluded.why`,
        [id, position, why],
      );
    },

    /** The steps of which somebody was asked, or is being asked. */
    async steps(id: string): Promise<string[]> {
      const { rows } = await pool.query<{ step: string }>(
        `select distinct approval->>'step' as step from app.approval
         where approval ? 'batch' and approval->'batch'->>'id' = $1`,
        [id],
      );
      return rows.map(({ step }) => step);
    },

    /** Which run shows the list of a step, or one page of it: the first one that wants to. */
    async askedBy(
      client: PoolClient,
      id: string,
      step: string,
      runId: string,
    ): Promise<{ run: string; isNew: boolean }> {
      const { rowCount } = await client.query(
        `insert into app.batch_question (batch_id, step, asked_by) values ($1, $2, $3) on conflict do nothing`,
        [id, step, runId],
      );
      const { rows } = await client.query<{ run: string }>(
        'select asked_by as run from app.batch_question where batch_id = $1 and step = $2',
        [id, step],
      );
      return { run: rows[0]?.run ?? runId, isNew: rowCount === 1 };
    },

    /** Where the pages of a step's list stand, by their number. */
    async pages(id: string, step: string): Promise<ReadonlyMap<number, readonly MessageRef[]>> {
      const { rows } = await pool.query('select page, cards from app.batch_page where batch_id = $1 and step = $2', [
        id,
        step,
      ]);
      return new Map(
        z
          .array(Page)
          .parse(rows)
          .map(({ page, cards }) => [page, cards]),
      );
    },

    async shownOn(id: string, step: string, page: number, cards: readonly MessageRef[]): Promise<void> {
      await pool.query(
        `insert into app.batch_page (batch_id, step, page, cards) values ($1, $2, $3, $4) on conflict do nothing`,
        [id, step, page, JSON.stringify(cards)],
      );
    },

    /** Where a page that stands was shown to somebody else too. */
    async alsoShownOn(id: string, step: string, page: number, cards: readonly MessageRef[]): Promise<void> {
      await pool.query(
        'update app.batch_page set cards = cards || $4::jsonb where batch_id = $1 and step = $2 and page = $3',
        [id, step, page, JSON.stringify(cards)],
      );
    },

    /** Of which of these items this run tells what has come at this moment: those of which no other run does. Asked again, they are the same. */
    async tellsOf(
      id: string,
      step: string,
      moment: string,
      positions: readonly number[],
      runId: string,
    ): Promise<number[]> {
      await pool.query(
        `insert into app.batch_told (batch_id, step, moment, position, told_by)
         select $1, $2, $3, position, $5 from unnest($4::int[]) as position order by position on conflict do nothing`,
        [id, step, moment, positions, runId],
      );
      const { rows } = await pool.query<{ position: number }>(
        `select position from app.batch_told
         where batch_id = $1 and step = $2 and moment = $3 and position = any($4) and told_by = $5 order by position`,
        [id, step, moment, positions, runId],
      );
      return rows.map(({ position }) => position);
    },

    /** Whether this run is the one that tells what became of all of them. */
    async isToldBy(id: string, runId: string): Promise<boolean> {
      const { rowCount } = await pool.query(
        `update app.batch set told_by = $2 where id = $1 and (told_by is null or told_by = $2)`,
        [id, runId],
      );
      return rowCount === 1;
    },
  };
}
