import type { CodeOwner, Link } from '../domain/link.ts';
import type { Identity } from '../domain/person.ts';
import type { Pool, PoolClient } from './pool.ts';

const LINK_LASTS = '180 days';
const NEW_FOR = '24 hours';
const CODE_LASTS = '10 minutes';
const MOST_CODES_AN_HOUR = 5;
/** Wrong codes in an hour: by one identity, and by everybody together. */
const MOST_ATTEMPTS = { own: 5, all: 100 };
const KEPT = '2 days';

/** A link that is over. */
export interface Ended extends Identity {
  readonly id: string;
}

export type Links = ReturnType<typeof createLinks>;

/** Which identities people have proven to be theirs, and the codes by which they do. Of a code only its digest comes here. */
export function createLinks(pool: Pool) {
  return {
    /** Those that count now. */
    async current(client: Pool | PoolClient = pool): Promise<Link[]> {
      const { rows } = await client.query<Link>(
        `select person_id as "personId", platform, workspace, user_id as "user",
           made_at > now() - interval '${NEW_FOR}' as "isNew"
         from app.link where ended_at is null and expires_at > now() order by id`,
      );
      return rows;
    },

    /** One at a time, so that nobody tries two codes at once and no identity becomes two people's. */
    async takeTurn(client: PoolClient): Promise<void> {
      await client.query(`select pg_advisory_xact_lock(hashtextextended('link', 0))`);
    },

    /** Keeps a new code in place of the earlier ones; `false` when there were too many lately. */
    async offer(client: PoolClient, codeDigest: string, owner: CodeOwner): Promise<boolean> {
      const { personId, customerId, platform, workspace, user } = owner;
      const { rows } = await client.query<{ lately: number }>(
        `select count(*)::int as lately from app.link_code where person_id = $1 and made_at > now() - interval '1 hour'`,
        [personId],
      );
      if ((rows[0]?.lately ?? 0) >= MOST_CODES_AN_HOUR) return false;
      await client.query('update app.link_code set used_at = now() where person_id = $1 and used_at is null', [
        personId,
      ]);
      await client.query(
        `insert into app.link_code (digest, person_id, customer_id, platform, workspace, user_id, expires_at)
         values ($1, $2, $3, $4, $5, $6, now() + interval '${CODE_LASTS}')`,
        [codeDigest, personId, customerId, platform, workspace, user],
      );
      return true;
    },

    async hasTriedTooOften(client: PoolClient, { platform, workspace, user }: Identity): Promise<boolean> {
      const { rows } = await client.query<{ own: number; all: number }>(
        `select count(*) filter (where platform = $1 and workspace = $2 and user_id = $3)::int as own, count(*)::int as all
         from app.link_attempt where at > now() - interval '1 hour'`,
        [platform, workspace, user],
      );
      const { own = 0, all = 0 } = rows[0] ?? {};
      return own >= MOST_ATTEMPTS.own || all >= MOST_ATTEMPTS.all;
    },

    async failed(client: PoolClient, { platform, workspace, user }: Identity): Promise<void> {
      await client.query('insert into app.link_attempt (platform, workspace, user_id) values ($1, $2, $3)', [
        ...[platform, workspace, user],
      ]);
    },

    /** Uses a code up, whatever becomes of it, and says whose it is. */
    async use(client: PoolClient, codeDigest: string): Promise<CodeOwner | undefined> {
      const { rows } = await client.query<CodeOwner>(
        `update app.link_code set used_at = now() where digest = $1 and used_at is null and expires_at > now()
         returning person_id as "personId", customer_id as "customerId", platform, workspace, user_id as "user"`,
        [codeDigest],
      );
      return rows[0];
    },

    /** Whether this very identity has used this very code before: the same message was delivered or dealt with again. */
    async hasMade(client: PoolClient, codeDigest: string, { platform, workspace, user }: Identity): Promise<boolean> {
      const { rowCount } = await client.query(
        `select from app.link_code code join app.link link on link.id = code.link_id
         where code.digest = $1 and link.platform = $2 and link.workspace = $3 and link.user_id = $4 and link.ended_at is null`,
        [codeDigest, platform, workspace, user],
      );
      return rowCount === 1;
    },

    /** An earlier link of this identity that has expired makes way. */
    async make(client: PoolClient, codeDigest: string, personId: string, identity: Identity): Promise<string> {
      const { platform, workspace, user } = identity;
      await client.query(
        `update app.link set ended_at = now() where ended_at is null and expires_at <= now() and platform = $1
           and workspace = $2 and (user_id = $3 or person_id = $4)`,
        [platform, workspace, user, personId],
      );
      const { rows } = await client.query<{ id: string }>(
        `insert into app.link (person_id, platform, workspace, user_id, expires_at)
         values ($1, $2, $3, $4, now() + interval '${LINK_LASTS}') returning id::text`,
        [personId, platform, workspace, user],
      );
      const id = rows[0]?.id ?? '';
      await client.query('update app.link_code set link_id = $2::bigint where digest = $1', [codeDigest, id]);
      return id;
    },

    /** Ends all that this person has made. */
    async end(client: PoolClient, personId: string): Promise<Ended[]> {
      const { rows } = await client.query<Ended>(
        `update app.link set ended_at = now() where person_id = $1 and ended_at is null
         returning id::text, platform, workspace, user_id as "user"`,
        [personId],
      );
      return rows;
    },

    /** Forgets codes and attempts that count for nothing any more. */
    async sweep(): Promise<void> {
      await pool.query(`delete from app.link_code where made_at < now() - interval '${KEPT}'`);
      await pool.query(`delete from app.link_attempt where at < now() - interval '${KEPT}'`);
    },
  };
}
