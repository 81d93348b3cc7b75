import { type Moves, step as move, wait } from '../runs/move.ts';
import type { Question } from './asked-approval.ts';
import { isComplete, listOf } from './batch-list.ts';
import type { DeskParts } from './parts.ts';
import type { Run } from './run.ts';
import { showBatch, togetherTopic } from './show-batch.ts';

/** How long a list is waited for until all items stand on it; what comes later is written into it. */
const GATHERING = '10s';

/** Has what was asked about one item shown on the list of all; nothing for what was asked alone. */
export function* together({ id, step }: Pick<Question, 'id' | 'step'>, run: Run, parts: DeskParts): Moves<void> {
  if (!run.ticket.batch) return;
  const isShown = yield* move(`${step}: show together`, () => show(id, run, parts, isComplete));
  if (isShown || (yield* wait(togetherTopic(id), GATHERING)) !== null) return;
  yield* move(`${step}: show what there is`, () => show(id, run, parts, () => true));
}

/** Whether there is nothing more to show. */
async function show(id: string, run: Run, parts: DeskParts, isReady: typeof isComplete): Promise<boolean> {
  const approval = await parts.approvals.read(id);
  const batch = approval?.batch && (await parts.batches.read(approval.batch.id));
  if (!approval || !batch) return true;
  const list = await listOf(batch, approval.step, parts);
  if (!isReady(list)) return false;
  await showBatch(list, run.id, parts);
  return true;
}
