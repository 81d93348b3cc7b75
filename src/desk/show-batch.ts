import { isDeepStrictEqual } from 'node:util';
import { batchMessage } from '../cards/batch.ts';
import type { Message } from '../cards/card.ts';
import type { Customer } from '../domain/customer.ts';
import type { Roster } from '../domain/roster.ts';
import { inTransaction, type PoolClient } from '../store/pool.ts';
import { type Audience, customerIn, rewrite, tellThem } from './audience.ts';
import { type BatchList, isOpen, itemsOn, listOf, pageDigest, pagesOf } from './batch-list.ts';
import type { DeskParts } from './parts.ts';
import { withStandingVotes } from './standing-votes.ts';
import { undecided } from './undecided.ts';

/** What showing a list takes. */
export type ListParts = Audience & Pick<DeskParts, 'batches' | 'approvals' | 'boards' | 'pool' | 'runs'>;

/** Tells the runs of a batch that their list stands. */
export function togetherTopic(approvalId: string): string {
  return `${approvalId}:together`;
}

/** Shows the list of a step to those who decide, each page once; what comes later is written into it. */
export async function showBatch(list: BatchList, runId: string, parts: ListParts): Promise<void> {
  const { batch, step } = list;
  const own = await inTransaction(parts.pool, async (client) => {
    const by = await parts.batches.askedBy(client, batch.id, step, runId);
    const others = list.items.flatMap(({ approval }) => (approval && approval.runId !== runId ? [approval] : []));
    if (by.isNew) for (const { id, runId: run } of others) await parts.runs().tell(run, togetherTopic(id), {}, client);
    return ownPages(client, list, runId, parts);
  });
  await post(own, list, parts);
  const later = await listOf(batch, step, parts);
  // Not only what is bound: an item that ended while the list was being posted found no card to write its reason into.
  const isStale = (page: number) =>
    !own.includes(page) || !isDeepStrictEqual(itemsOn(page, list), itemsOn(page, later));
  for (const page of pagesOf(list).filter(isStale)) await rewritePage(list, page, parts);
}

/** Those that this run is to show: of each with something to decide, the first run that wants to. What others wait for comes later. */
async function ownPages(client: PoolClient, list: BatchList, runId: string, { batches }: ListParts): Promise<number[]> {
  const own: number[] = [];
  for (const page of pagesOf(list).filter((one) => itemsOn(one, list).some(isOpen))) {
    const { run } = await batches.askedBy(client, list.batch.id, `${list.step}:${page}`, runId);
    if (run === runId) own.push(page);
  }
  return own;
}

async function post(own: readonly number[], list: BatchList, parts: ListParts): Promise<void> {
  if (own.length === 0) return;
  const { batch, step } = list;
  const roster = await parts.roster();
  const customer = customerIn(roster, batch.customerId);
  const shown = await parts.batches.pages(batch.id, step);
  const asked = new Set(list.items.flatMap(({ approval }) => approval?.approverIds ?? []));
  const approvers = roster.people.filter(({ id }) => asked.has(id));
  for (const page of own.filter((one) => !shown.has(one))) {
    const cards = await tellThem(approvers, 'approver', customer, pageMessage(list, page, roster), parts);
    await parts.batches.shownOn(batch.id, step, page, cards);
  }
}

/** Writes a page anew, wherever it stands, as things are when it is its turn. */
export function rewritePage({ batch, step }: BatchList, page: number, parts: ListParts): Promise<void> {
  return parts.boards.rewritten(`${batch.id}:${step}:${page}`, async () => {
    const cards = (await parts.batches.pages(batch.id, step)).get(page) ?? [];
    const list = await listOf(batch, step, parts);
    await rewrite(cards, pageMessage(list, page, await parts.roster()), parts);
  });
}

/** One page as everybody sees it. */
export function pageMessage(list: BatchList, page: number, { customers, people }: Roster): Message {
  const { batch, step } = list;
  const open = list.items.filter(isOpen).flatMap(({ approval }) => approval ?? []);
  return batchMessage({
    bound: { batch: batch.id, step, page: String(page), digest: pageDigest(page, list) },
    customerName: nameOf(batch.customerId, customers),
    title: batch.workflow.title,
    requester: batch.requester,
    size: batch.targets.length,
    items: itemsOn(page, list).map(({ position, target, line, approval }) => ({
      ...{ position, target, approval: approval && withStandingVotes(approval, people) },
      outcome: line?.outcome ?? null,
      why: line?.why ?? null,
    })),
    colleagues: undecided(open, people),
  });
}

function nameOf(customerId: string, customers: readonly Customer[]): string {
  return customers.find(({ id }) => id === customerId)?.name ?? customerId;
}
