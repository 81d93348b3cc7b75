import { randomUUID } from 'node:crypto';
import { record } from '../audit/record.ts';
import { wordsToLearn } from '../classify/local/lesson-words.ts';
import type { Category } from '../domain/category.ts';
import type { Person } from '../domain/person.ts';
import type { Ticket } from '../domain/ticket.ts';
import { inTransaction } from '../store/pool.ts';
import type { DeskParts } from './parts.ts';

/** What somebody says a ticket really is. */
export interface Correction {
  readonly ticket: Ticket;
  readonly category: Category;
  readonly by: Person;
}

/** Keeps a correction as a lesson, and has the customer's model learn it. `known` when it says nothing new. */
export async function teach(
  { ticket, category, by }: Correction,
  { pool, tickets, lessons, training, log }: Pick<DeskParts, 'pool' | 'tickets' | 'lessons' | 'training' | 'log'>,
): Promise<'taught' | 'known'> {
  const { id, customerId, subject, body } = ticket;
  const lesson = { text: wordsToLearn(body, subject), category };
  const isNew = await inTransaction(pool, async (client) => {
    const isCorrected = await tickets.correct(client, id, category);
    const from = { source: 'correction', ticketId: id, taughtBy: by.id } as const;
    const { added, changed } = await lessons.add(client, customerId, [lesson], from);
    if (!isCorrected && added + changed === 0) return false;
    await record(client, {
      ...{ customerId, onceKey: `${id}:taught:${randomUUID()}`, actor: by.id, action: 'lessons.taught', runId: id },
      facts: { source: 'correction', category, added, changed },
    });
    return true;
  });
  if (!isNew) return 'known';
  log.info('lessons.taught', { ticket: id, customer: customerId, category });
  training.begin(customerId);
  return 'taught';
}
