import { noticeMessage } from '../cards/notice.ts';
import type { Batch } from '../domain/batch.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { ItemLine } from '../store/batches.ts';
import { say } from './audience.ts';
import { isComplete, listOf, pageOf } from './batch-list.ts';
import type { Conclusion } from './conclude.ts';
import type { DeskParts } from './parts.ts';
import type { Run } from './run.ts';
import { rewritePage, showBatch } from './show-batch.ts';

/** Writes an item's end into its lists, and tells whoever asked once all have ended. A chat that is away stops nothing. */
export async function endItem({ id: runId, ticket }: Run, conclusion: Conclusion, parts: DeskParts): Promise<void> {
  const batch = ticket.batch && (await parts.batches.read(ticket.batch.id));
  if (!batch || !ticket.batch) return;
  const { position } = ticket.batch;
  if ('why' in conclusion) await parts.batches.explain(batch.id, position, conclusion.why);
  try {
    for (const step of await parts.batches.steps(batch.id)) {
      const list = await listOf(batch, step, parts);
      await rewritePage(list, pageOf(position), parts);
      if (isComplete(list) && (await parts.batches.pages(batch.id, step)).size === 0)
        await showBatch(list, runId, parts);
    }
    await tellIfAllEnded(batch, runId, parts);
  } catch (cause) {
    parts.log.error('batch.not-told', { batch: batch.id, run: runId, cause });
  }
}

async function tellIfAllEnded(batch: Batch, runId: string, parts: DeskParts): Promise<void> {
  const lines = await parts.batches.items(batch.id);
  const outcomes = lines.flatMap(({ outcome }) => (outcome === null ? [] : [outcome]));
  if (outcomes.length < batch.targets.length || !(await parts.batches.isToldBy(batch.id, runId))) return;
  parts.log.info('batch.ended', { batch: batch.id, size: batch.targets.length });
  await say(batch.place, noticeMessage(summaryOf(batch, lines)), parts);
}

/** The counts, and which ones somebody still has to do with. */
function summaryOf({ targets, workflow }: Batch, lines: readonly ItemLine[]): string {
  const counts = groups.flatMap(({ words, outcomes }) => {
    const count = lines.filter(({ outcome }) => outcome !== null && outcomes.includes(outcome)).length;
    return count > 0 ? [`${count} ${words}`] : [];
  });
  const rest = lines.flatMap(({ outcome, position, ticketId }) =>
    outcome === 'resolved'
      ? []
      : [`${targets[position - 1]} (${ticketId}, ${outcome === null ? 'open' : wordsOf(outcome)})`],
  );
  const which = rest.length > 0 ? ` Not done: ${rest.join(', ')}.` : '';
  return `${workflow.title} for ${targets.length}: ${counts.join(', ')}.${which}`;
}

const groups = [
  { words: 'done', outcomes: ['resolved'] },
  { words: 'denied', outcomes: ['denied'] },
  { words: 'expired without a decision', outcomes: ['expired'] },
  { words: 'with a technician', outcomes: ['assigned', 'failed', 'escalated'] },
] as const satisfies { words: string; outcomes: readonly Outcome[] }[] as readonly {
  readonly words: string;
  readonly outcomes: readonly Outcome[];
}[];

function wordsOf(outcome: Outcome): string {
  return groups.find(({ outcomes }) => outcomes.includes(outcome))?.words ?? outcome;
}
