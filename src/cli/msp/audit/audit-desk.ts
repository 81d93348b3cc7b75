import type { AuditKey } from '../../../audit/audit-key.ts';
import type { Pool } from '../../../store/pool.ts';

/** What commands about the audit need of the desk. */
export interface AuditDesk {
  readonly pool: Pool;
  /** Who types, as the audit has it. */
  readonly actor: string;
  /** Absent where replicas share a database and nobody gave them one. */
  readonly key: AuditKey | undefined;
  /** The second place of the checkpoints, and whether it is one: in the data folder it is not. */
  readonly checkpoints: { readonly file: string; readonly isApart: boolean };
}
