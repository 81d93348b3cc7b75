import { randomUUID } from 'node:crypto';
import { record } from '../audit/record.ts';
import type { Category } from '../domain/category.ts';
import type { Person } from '../domain/person.ts';
import type { Ticket } from '../domain/ticket.ts';
import { digest } from '../lib/digest.ts';
import { inTransaction } from '../store/pool.ts';
import type { DeskParts } from './parts.ts';

/** What somebody says that a ticket really is. */
interface Taught {
  readonly ticket: Ticket;
  readonly category: Category;
  readonly by: Person;
}

/** Keeps a correction as a lesson. The newest word counts; the same word again changes nothing. */
export async function teach(
  { ticket, category, by }: Taught,
  { pool }: Pick<DeskParts, 'pool'>,
): Promise<'taught' | 'known'> {
  const { id, customerId, subject, body } = ticket;
  const number = id.replace(/^MSP-/, '');
  const text = `${subject}\n\n${body}`;
  return inTransaction(pool, async (client) => {
    const found = await client.query(
      'select corrected_category as "was" from app.ticket where number = $1 and customer_id = $2 for update',
      [number, customerId],
    );
    if (found.rows[0]?.was === category) return 'known';

    await client.query('update app.ticket set corrected_category = $2 where number = $1', [number, category]);
    await client.query(
      `insert into app.lesson (customer_id, text_digest, text, category, source, ticket_id, taught_by)
       values ($1, $2, $3, $4, 'correction', $5, $6)
       on conflict (customer_id, text_digest) do update
       set category = excluded.category, ticket_id = excluded.ticket_id, taught_by = excluded.taught_by, at = clock_timestamp()`,
      [customerId, digest(text), text, category, id, by.id],
    );
    await record(client, {
      customerId,
      onceKey: `${id}:corrected:${randomUUID()}`,
      actor: by.id,
      action: 'ticket.corrected',
      runId: id,
      facts: { category, was: found.rows[0]?.was ?? null },
    });
    return 'taught';
  });
}
