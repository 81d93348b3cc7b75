import { type Moves, step as move, wait } from '../runs/move.ts';
import type { Question } from './asked-approval.ts';
import { isComplete, listOf } from './batch-list.ts';
import type { DeskParts } from './parts.ts';
import type { Run } from './run.ts';
import { showBatch, togetherTopic } from './show-batch.ts';

/** How long a list is waited for until all items stand on it, or all have ended; what comes later is written into it, or told by itself. */
export const GATHERING = '10s';

/** Has what was asked about one item shown on the list of all; `false` for what was asked alone. */
export function* together({ id, step }: Pick<Question, 'id' | 'step'>, run: Run, parts: DeskParts): Moves<boolean> {
  if (!run.ticket.batch) return false;
  const shown = yield* move(`${step}: show together`, () => show(id, run, parts, isComplete));
  if (shown === 'asked alone') return false;
  if (shown === 'shown' || (yield* wait(togetherTopic(id), GATHERING)) !== null) return true;
  yield* move(`${step}: show what there is`, () => show(id, run, parts, () => true));
  return true;
}

type Shown = 'asked alone' | 'not yet' | 'shown';

async function show(id: string, run: Run, parts: DeskParts, isReady: typeof isComplete): Promise<Shown> {
  const approval = await parts.approvals.read(id);
  const batch = approval?.batch && (await parts.batches.read(approval.batch.id));
  if (!approval || !batch) return 'asked alone';
  const list = await listOf(batch, approval.step, parts);
  if (!isReady(list)) return 'not yet';
  await showBatch(list, run.id, parts);
  return 'shown';
}
