import { expect, vi } from 'vitest';
import { digest } from '../../src/lib/digest.ts';
import type { TestDesk } from './desk.ts';

/** Every call that was meant to change something, oldest first. */
export async function effectsOf({ database }: Pick<TestDesk, 'database'>) {
  const { rows } = await database.query<{ operation: string; state: string; attempt: number }>(
    'select operation, state, attempt from app.effect order by started_at',
  );
  return rows;
}

/** The state of the approval whose ticket says this. */
export async function stateOf({ database }: Pick<TestDesk, 'database'>, words: string): Promise<string | undefined> {
  const { rows } = await database.query<{ state: string }>(
    `select state from app.approval where approval->>'subject' like '%' || $1 || '%'`,
    [words],
  );
  return rows[0]?.state;
}

/** Every approval of something for this account, oldest first: how it stands, who said yes, and what was recorded of it. */
export async function approvalsOf({ database }: Pick<TestDesk, 'database'>, account: string) {
  const { rows } = await database.query<{
    id: string;
    digest: string;
    state: string;
    reason: string | null;
    asked: string[];
    voters: string[];
    lines: string[];
  }>(
    `select id, digest, state, reason, approval->'approverIds' as asked,
       array(select person_id from app.vote where approval_id = id order by at) as voters,
       array(select action from app.audit where facts->>'approval' = id and action like 'approval.%' order by seq) as lines
     from app.approval where approval->'target'->>'value' = $1 order by asked_at`,
    [account],
  );
  return rows;
}

/** What the buttons of a list of one page carry, as they carry it now: of which batch at which step it is, and of exactly what. */
export async function boundOnList({ database }: Pick<TestDesk, 'database'>, step = 'approve-switching-off') {
  const { rows } = await database.query<{ batch: string; id: string; digest: string; position: number }>(
    `select approval->'batch'->>'id' as batch, id, digest, (approval->'batch'->>'position')::int as position
     from app.approval where approval ? 'batch' and approval->>'step' = $1 order by asked_at desc, 4`,
    [step],
  );
  const [{ batch } = { batch: '' }] = rows;
  const items = rows
    .filter((one) => one.batch === batch)
    .sort((a, b) => a.position - b.position)
    .map(({ id, digest: one, position }) => ({ position, approval: id, digest: one }));
  return { batch, step, page: '1', digest: digest({ purpose: 'msp.batch.v1', batch, step, items }) };
}

/** What the ticket that says this has come to. */
export async function outcomeOf(
  { database }: Pick<TestDesk, 'database'>,
  words: string,
): Promise<string | null | undefined> {
  const { rows } = await database.query<{ outcome: string | null }>(
    `select outcome from app.ticket where ticket->>'body' like '%' || $1 || '%'`,
    [words],
  );
  return rows[0]?.outcome;
}

/** What the tickets say that say this, oldest first. */
export async function bodiesOf({ database }: Pick<TestDesk, 'database'>, words: string): Promise<string[]> {
  const { rows } = await database.query<{ body: string }>(
    `select ticket->>'body' as body from app.ticket where ticket->>'body' like '%' || $1 || '%' order by number`,
    [words],
  );
  return rows.map(({ body }) => body);
}

/** Nobody can read or write the table meanwhile. */
export async function holdingUp(
  { database }: Pick<TestDesk, 'database'>,
  table: string,
  deed: () => Promise<void>,
): Promise<void> {
  const holder = await database.connect();
  try {
    await holder.query(`begin; lock table ${table} in access exclusive mode`);
    await deed();
  } finally {
    await holder.query('rollback');
    holder.release();
  }
}

/** Returns when every help desk has been looked at once: what comes later is news. */
export async function knowsWhereNowIs({ app, database }: Pick<TestDesk, 'app' | 'database'>): Promise<void> {
  await app.lookForTickets();
  await vi.waitFor(async () => {
    const { rows } = await database.query('select cursor from app.cursor');
    expect(rows).toEqual([{ cursor: expect.any(String) }]);
  }, 30_000);
}

/** Lets what was asked, approved and done so far be of the day before yesterday, so that no limit counts it and nobody is too fast. */
export async function longAgo({ database }: Pick<TestDesk, 'database'>): Promise<void> {
  await database.query(`update app.approval set asked_at = asked_at - interval '2 days'`);
  await database.query(`update app.vote set at = at - interval '2 days'`);
  await database.query(`update app.effect set started_at = started_at - interval '2 days'`);
}
