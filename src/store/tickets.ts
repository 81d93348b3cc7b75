import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import { Category } from '../domain/category.ts';
import type { Classification } from '../domain/classification.ts';
import { Outcome } from '../domain/outcome.ts';
import { Ticket } from '../domain/ticket.ts';
import type { Workflow } from '../domain/workflow.ts';

/** A ticket and how far it has come. `state` is in words for people. */
const TicketLine = z.object({
  ticket: Ticket,
  title: z.string().nullable(),
  workflow: z.string().nullable(),
  category: Category.nullable(),
  confidence: z.number().nullable(),
  /** What somebody said it really is. */
  corrected: Category.nullable(),
  state: z.string(),
  outcome: Outcome.nullable(),
  openedAt: z.date().transform((at) => at.toISOString()),
  endedAt: z.date().nullable(),
});
export type TicketLine = Readonly<z.infer<typeof TicketLine>>;

const columns = `ticket || jsonb_build_object('id', 'MSP-' || number) as ticket, title, workflow, category, confidence,
  corrected_category as corrected, state, outcome,
  opened_at as "openedAt", ended_at as "endedAt"`;

/** What the desk remembers of whoever asks, this request included. */
const Signs = z.object({ tickets: z.number(), withinAnHour: z.number(), verifications: z.number() });
export type Signs = Readonly<z.infer<typeof Signs>>;

export type Tickets = ReturnType<typeof createTickets>;

/** The tickets of all customers; every look-up names one. */
export function createTickets(pool: Pool) {
  return {
    /** Writes a ticket down and numbers it; the same source again is the same ticket. */
    async open(sourceId: string, draft: Omit<Ticket, 'id'>): Promise<Ticket> {
      const written = await pool.query(
        `insert into app.ticket (source_id, customer_id, requester_id, ticket) values ($1, $2, $3, $4)
         on conflict (source_id) do update set source_id = excluded.source_id returning ${columns}`,
        [sourceId, draft.customerId, draft.requester.id, draft],
      );
      return TicketLine.parse(written.rows[0]).ticket;
    },

    async find(id: string, customerId: string, client: Pool | PoolClient = pool): Promise<TicketLine | undefined> {
      const number = /^(?:MSP-)?(\d{1,15})$/i.exec(id.trim())?.[1];
      if (!number) return undefined;
      const found = await client.query(`select ${columns} from app.ticket where number = $1 and customer_id = $2`, [
        number,
        customerId,
      ]);
      return found.rows[0] && TicketLine.parse(found.rows[0]);
    },

    /** How often this requester has asked here, and how often somebody had to find out lately whether this account's owner wants something. */
    async signsOf({ customerId, requester }: Ticket, account: string | undefined): Promise<Signs> {
      const { rows } = await pool.query(
        `select count(*)::int as tickets,
           count(*) filter (where opened_at > clock_timestamp() - interval '1 hour')::int as "withinAnHour",
           (select count(*)::int from app.verification where customer_id = $1 and account = lower($3)
              and proof->>'way' is distinct from 'self'
              and started_at > clock_timestamp() - interval '1 hour') as verifications
         from app.ticket where customer_id = $1 and requester_id = $2`,
        [customerId, requester.id, account ?? null],
      );
      return Signs.parse(rows[0]);
    },

    /** The newest tickets of a customer, or of one requester there. */
    async recent(customerId: string, requesterId?: string): Promise<TicketLine[]> {
      const found = await pool.query(
        `select ${columns} from app.ticket where customer_id = $1 and ($2::text is null or requester_id = $2)
         order by number desc limit 10`,
        [customerId, requesterId ?? null],
      );
      return found.rows.map((row) => TicketLine.parse(row));
    },

    /** What has come to an end since then, oldest first; of one customer or of all. */
    async since(from: Date, customerId?: string): Promise<TicketLine[]> {
      const found = await pool.query(
        `select ${columns} from app.ticket
         where outcome is not null and opened_at >= $1 and ($2::text is null or customer_id = $2) order by number`,
        [from, customerId ?? null],
      );
      return found.rows.map((row) => TicketLine.parse(row));
    },

    /** Those that a command of this workflow opened with this one input, oldest first. */
    async commanded(customerId: string, workflow: string, input: readonly [string, string]): Promise<TicketLine[]> {
      const found = await pool.query(
        `select ${columns} from app.ticket where customer_id = $1 and ticket->'command'->>'workflow' = $2
           and ticket->'command'->'inputs'->>$3 = $4 order by number`,
        [customerId, workflow, ...input],
      );
      return found.rows.map((row) => TicketLine.parse(row));
    },

    /** The ticket that came of one event of a chat. */
    async from(sourceId: string): Promise<TicketLine | undefined> {
      const found = await pool.query(`select ${columns} from app.ticket where source_id = $1`, [sourceId]);
      return found.rows[0] && TicketLine.parse(found.rows[0]);
    },

    async understood(id: string, { name, title }: Pick<Workflow, 'name' | 'title'>, believed: Classification | null) {
      await pool.query(
        `update app.ticket set workflow = $2, title = $3, category = $4, confidence = $5, state = 'at work' where number = $1`,
        [numberOf(id), name, title, believed?.category ?? null, believed?.confidence ?? null],
      );
    },

    /** Somebody said which workflow it is for. */
    async chosen(id: string, { name, title }: Pick<Workflow, 'name' | 'title'>): Promise<void> {
      await pool.query('update app.ticket set workflow = $2, title = $3 where number = $1', [
        numberOf(id),
        name,
        title,
      ]);
    },

    /** Says what a ticket really is, in the caller's transaction; whether that is news. */
    async correct(client: PoolClient, id: string, category: Category): Promise<boolean> {
      const corrected = await client.query(
        'update app.ticket set corrected_category = $2 where number = $1 and corrected_category is distinct from $2',
        [numberOf(id), category],
      );
      return corrected.rowCount === 1;
    },

    async moved(id: string, state: string): Promise<void> {
      await pool.query('update app.ticket set state = $2 where number = $1', [numberOf(id), state]);
    },

    /** Says what a ticket has come to; the first word counts. */
    async ended(id: string, outcome: Outcome): Promise<void> {
      await pool.query(
        `update app.ticket set outcome = $2, state = 'ended', ended_at = clock_timestamp() where number = $1 and outcome is null`,
        [numberOf(id), outcome],
      );
    },
  };
}

function numberOf(id: string): string {
  return id.replace(/^MSP-/, '');
}
