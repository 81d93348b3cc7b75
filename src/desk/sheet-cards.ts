import type { Message } from '../cards/card.ts';
import type { Approval } from '../domain/approval.ts';
import type { MessageRef } from '../domain/place.ts';
import type { Roster } from '../domain/roster.ts';
import { approvalCard } from './approval-card.ts';
import { rewrite } from './audience.ts';
import { type BatchList, pageOf } from './batch-list.ts';
import type { DeskParts } from './parts.ts';
import type { Sheet } from './sheet.ts';
import { pageMessage, rewritePage } from './show-batch.ts';

/** One card of a sheet: an approval's own, or a page of a list. */
export interface SheetCard {
  /** Those of it that have changed. */
  readonly approvals: readonly Approval[];
  /** As it is with them. */
  readonly message: Message;
  /** Remembers where it stands too. */
  standsToo(on: readonly MessageRef[]): Promise<void>;
  /** Writes it anew, wherever it stands. */
  rewritten(): Promise<void>;
}

/** The cards on which these stand, which have changed since the sheet was read. A page that stands nowhere yet is shown later to all. */
export async function cardsWith(
  changed: readonly Approval[],
  { list }: Sheet,
  roster: Roster,
  parts: DeskParts,
): Promise<SheetCard[]> {
  if (!list) return changed.map((approval) => ownCard(approval, roster, parts));
  const { batch, step } = list;
  const shown = await parts.batches.pages(batch.id, step);
  return [...shown.keys()]
    .sort((a, b) => a - b)
    .flatMap((page) => {
      const approvals = changed.filter((one) => one.batch && pageOf(one.batch.position) === page);
      if (approvals.length === 0) return [];
      return {
        approvals,
        message: pageMessage(withThem(changed, list), page, roster),
        standsToo: (on) => parts.batches.alsoShownOn(batch.id, step, page, on),
        rewritten: () => rewritePage(list, page, parts),
      };
    });
}

function ownCard(approval: Approval, roster: Roster, parts: DeskParts): SheetCard {
  return {
    approvals: [approval],
    message: approvalCard(approval, roster),
    standsToo: (on) => parts.approvals.shownOn(approval.id, on),
    async rewritten() {
      const now = (await parts.approvals.read(approval.id)) ?? approval;
      await rewrite(now.cards, approvalCard(now, roster), parts);
    },
  };
}

function withThem(changed: readonly Approval[], list: BatchList): BatchList {
  const items = list.items.map((item) => ({
    ...item,
    approval: changed.find(({ id }) => id === item.approval?.id) ?? item.approval,
  }));
  return { ...list, items };
}
