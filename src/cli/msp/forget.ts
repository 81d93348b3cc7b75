import { randomUUID } from 'node:crypto';
import { record } from '../../audit/record.ts';
import type { Roster } from '../../domain/roster.ts';
import { inTransaction } from '../../store/pool.ts';
import { CommandError } from './command-error.ts';
import { customerNamed } from './customer.ts';
import type { Learning } from './learning.ts';
import { inJson, type Terminal } from './terminal.ts';

/** What somebody asked for. */
export interface AskedForget {
  readonly customer: string;
  readonly yes: boolean;
  readonly json: boolean;
}

interface Parts {
  readonly roster: Roster;
  readonly learning: () => Promise<Learning>;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** `msp learn --forget`: takes away what a customer has taught, and the model made of it. */
export async function forget({ customer, yes, json }: AskedForget, parts: Parts): Promise<void> {
  const { terminal, signal } = parts;
  const { id } = customerNamed(customer, parts.roster);
  const { pool, lessons, actor } = await parts.learning();
  const count = (await lessons.of(id)).length;
  if (count > 0 && !yes) await assertWanted(`${inNumber(count)} of ${id}`, terminal, signal);

  const forgotten = await inTransaction(pool, async (client) => {
    const gone = await lessons.forget(client, id);
    const line = { customerId: id, onceKey: `forgotten:${randomUUID()}`, actor, action: 'lessons.forgotten' };
    if (gone > 0) await record(client, { ...line, facts: { lessons: gone } });
    return gone;
  });
  const inWords = `${inNumber(forgotten)} of ${id} forgotten. The shipped model serves now.`;
  terminal.print(json ? inJson({ customer: id, forgotten }) : inWords);
}

async function assertWanted(what: string, terminal: Terminal, signal: AbortSignal): Promise<void> {
  if (!terminal.canAsk) {
    throw new CommandError(
      `${what} would be forgotten, and nobody is here to confirm it.`,
      'Add --yes to forget them.',
    );
  }
  if (!(await terminal.ask(`Forget ${what}, and the model made of them?`, signal)))
    throw new CommandError('Nothing was forgotten.', 'Say yes to forget them.');
}

function inNumber(count: number): string {
  return count === 1 ? '1 lesson' : `${count} lessons`;
}
