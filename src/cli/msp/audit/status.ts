import { signedIn } from '../../../audit/checkpoint.ts';
import { lastCheckpointIn } from '../../../audit/checkpoint-file.ts';
import { inPlainTime } from '../../../lib/duration.ts';
import { createAuditCheckpoints, type KeptCheckpoint } from '../../../store/audit-checkpoints.ts';
import { auditHeads } from '../../../store/audit-lines.ts';
import { inJson, type Terminal } from '../terminal.ts';
import type { AuditDesk } from './audit-desk.ts';

interface Place {
  readonly place: string;
  readonly number: number;
  readonly at: string | null;
  readonly ageMs: number | null;
}

/** `msp audit status`: how far the audit is signed, and how old the last checkpoint is in both places. */
export async function showStatus(
  { json }: { readonly json: boolean },
  desk: AuditDesk,
  terminal: Terminal,
): Promise<void> {
  const now = Date.now();
  const kept = await createAuditCheckpoints(desk.pool).last();
  const signed = new Map(kept?.chains.map((head) => [head.customer, head.seq]));
  const heads = await auditHeads(desk.pool);
  const unsigned = heads.reduce((sum, { customer, seq }) => sum + seq - (signed.get(customer) ?? 0), 0);
  const { file, isApart } = desk.checkpoints;
  const places = [placeOf('the database', kept, now), placeOf(file, (await lastCheckpointIn(file)).last, now)];
  const status = { key: desk.key?.id ?? null, chains: heads.length, unsigned, places, isApart };
  terminal.print(json ? inJson(status) : inWords(status));
}

function placeOf(place: string, kept: KeptCheckpoint | undefined, now: number): Place {
  const at = kept ? (signedIn(kept)?.at ?? null) : null;
  return { place, number: kept?.number ?? 0, at, ageMs: at === null ? null : now - Date.parse(at) };
}

interface Status {
  readonly key: string | null;
  readonly chains: number;
  readonly unsigned: number;
  readonly places: readonly Place[];
  readonly isApart: boolean;
}

function inWords({ key, chains, unsigned, places, isApart }: Status): string {
  return [
    `${counted(chains, 'chain')}. ${unsigned === 0 ? 'All lines are signed.' : `Not signed yet: ${counted(unsigned, 'line')}.`}`,
    key ? `Signed with the key ${key}.` : 'Nothing is signed: there is no key. Set MSP_AUDIT_KEY_FILE.',
    ...places.map(({ place, number, ageMs }) =>
      ageMs === null
        ? `${place}: no checkpoint.`
        : `${place}: checkpoint ${number}, ${inPlainTime(Math.max(ageMs, 1_000))} old.`,
    ),
    ...behindWords(places),
    ...(isApart
      ? []
      : [
          'That file is in the data folder: whoever can change the database can change it too. Set MSP_AUDIT_CHECKPOINTS to a path elsewhere.',
        ]),
  ].join('\n');
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

function behindWords([database, second]: readonly Place[]): string[] {
  const ahead = (second?.number ?? 0) - (database?.number ?? 0);
  if (ahead < 0) return ['The second place is behind. Look in the log why it could not be written.'];
  if (ahead > 0)
    return ['The database is behind: an older one was restored, or it was cut. Run "npx msp audit verify".'];
  return [];
}
