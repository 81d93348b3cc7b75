import type { Approval } from '../domain/approval.ts';
import type { Batch } from '../domain/batch.ts';
import { digest } from '../lib/digest.ts';
import type { ItemLine } from '../store/batches.ts';
import type { DeskParts } from './parts.ts';

/** So many fit on one card, with every value of theirs. */
const ITEMS_A_PAGE = 10;

/** One of the requests that were asked for together, as far as it has come at one step. */
export interface Item {
  readonly position: number;
  readonly target: string;
  /** Absent until its ticket is open. */
  readonly line: ItemLine | undefined;
  /** What was asked about it on the list; absent until then, or where it is asked elsewhere. */
  readonly approval: Approval | undefined;
}

/** What one step asks about a batch. */
export interface BatchList {
  readonly batch: Batch;
  readonly step: string;
  readonly items: readonly Item[];
}

/** As it stands now. */
export async function listOf(
  batch: Batch,
  step: string,
  { batches, approvals }: Pick<DeskParts, 'batches' | 'approvals'>,
): Promise<BatchList> {
  const asked = await approvals.ofBatch(batch.id, step);
  const lines = await batches.items(batch.id); // after the approvals: what has ended by now is not shown as open
  const items = batch.targets.map((target, index) => {
    const position = index + 1;
    return {
      position,
      target,
      line: lines.find((line) => line.position === position),
      approval: asked.find((approval) => approval.batch?.position === position),
    };
  });
  return { batch, step, items };
}

/** Whether nothing more is to come: every item is asked about, or has ended. */
export function isComplete({ items }: BatchList): boolean {
  return items.every(({ line, approval }) => approval !== undefined || line?.outcome != null);
}

export function pagesOf({ items }: BatchList): number[] {
  return Array.from({ length: Math.ceil(items.length / ITEMS_A_PAGE) }, (_, index) => index + 1);
}

export function pageOf(position: number): number {
  return Math.ceil(position / ITEMS_A_PAGE);
}

export function itemsOn(page: number, { items }: BatchList): Item[] {
  return items.filter(({ position }) => pageOf(position) === page);
}

/** Whether something was asked about it here. */
export function isAsked(item: Item): item is Item & { readonly approval: Approval } {
  return item.approval !== undefined;
}

/** Whether somebody can decide it now. */
export function isOpen({ line, approval }: Item): boolean {
  return approval?.state === 'pending' && line?.outcome == null;
}

/** Binds a page to exactly what it asks: which number is which question, with the digest of each. */
export function pageDigest(page: number, list: BatchList): string {
  return digest({
    purpose: 'msp.batch.v1',
    batch: list.batch.id,
    step: list.step,
    items: itemsOn(page, list).flatMap(({ position, approval }) =>
      approval ? [{ position, approval: approval.id, digest: approval.digest }] : [],
    ),
  });
}
