import type { Approval } from '../domain/approval.ts';
import type { EscalationTime } from '../domain/customer.ts';
import { type BatchList, isOpen, listOf } from './batch-list.ts';
import type { DeskParts } from './parts.ts';
import type { Run } from './run.ts';

/** What approvers have before them: an approval that stands alone, or the list on which it stands with others. */
export interface Sheet {
  readonly approvals: readonly Approval[];
  /** Absent when it stands alone. */
  readonly list?: BatchList;
}

type Parts = Pick<DeskParts, 'approvals' | 'batches'>;

/** The sheet of an approval, as it stands now. */
export async function sheetOf(id: string, parts: Parts): Promise<Sheet> {
  const approval = await parts.approvals.read(id);
  const batch = approval?.batch && (await parts.batches.read(approval.batch.id));
  if (!approval || !batch) return { approvals: approval ? [approval] : [] };
  return sheetOfList(await listOf(batch, approval.step, parts));
}

export function sheetOfList(list: BatchList): Sheet {
  return { approvals: list.items.flatMap(({ approval }) => approval ?? []), list };
}

/** What nobody has decided yet, though its time may be over; of a list, of items that have not ended otherwise. */
export function pendingOn({ approvals, list }: Sheet): Approval[] {
  const asked = list ? list.items.filter(isOpen).flatMap(({ approval }) => approval ?? []) : approvals;
  return asked.filter(({ state }) => state === 'pending');
}

/** What of it somebody can decide now, and for how many milliseconds yet all of that. */
export async function openOn(
  sheet: Sheet,
  parts: Pick<DeskParts, 'approvals'>,
): Promise<{ readonly open: readonly Approval[]; readonly left: number }> {
  const pending = pendingOn(sheet);
  const left = await parts.approvals.timeLeft(pending.map(({ id }) => id));
  return { open: pending.filter(({ id }) => left.has(id)), left: Math.min(...left.values()) };
}

/**
 * Of which of these it is this run that tells what has come now: of what stands alone, its own run; of a list, the first
 * run that comes to it, of all of them.
 */
export async function dueOn(
  { list }: Sheet,
  moment: EscalationTime | 'end',
  approvals: readonly Approval[],
  run: Pick<Run, 'id'>,
  parts: Pick<DeskParts, 'batches'>,
): Promise<readonly Approval[]> {
  if (!list) return approvals;
  const positions = approvals.flatMap(({ batch }) => batch?.position ?? []);
  const own = await parts.batches.tellsOf(list.batch.id, list.step, moment, positions, run.id);
  return approvals.filter(({ batch }) => batch && own.includes(batch.position));
}
