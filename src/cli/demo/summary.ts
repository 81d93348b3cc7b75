import type { Played } from './play.ts';

/** What a number of tickets has come to. */
export interface Summary {
  readonly processed: number;
  readonly autoResolved: number;
  readonly assigned: number;
  readonly escalated: number;
  readonly denied: number;
  readonly expired: number;
  readonly failed: number;
  readonly withoutEnd: number;
  /** Lines of the file that were no tickets. */
  readonly leftOut: number;
  readonly averageSeconds: number | null;
  readonly byCategory: Readonly<Record<string, number>>;
}

/** Adds tickets up one by one, so that any number of them takes the same memory. */
export function createTally() {
  const outcomes = new Map<string, number>();
  const categories = new Map<string, number>();
  let processed = 0;
  let leftOut = 0;
  let seconds = 0;
  let timed = 0;
  return {
    add({ outcome, category, seconds: took }: Played): void {
      processed += 1;
      count(outcomes, outcome ?? 'none');
      count(categories, category ?? 'not understood');
      if (took === null) return;
      seconds += took;
      timed += 1;
    },
    leaveOut(): void {
      leftOut += 1;
    },
    summary(): Summary {
      const of = (outcome: string) => outcomes.get(outcome) ?? 0;
      return {
        processed,
        autoResolved: of('resolved'),
        assigned: of('assigned'),
        escalated: of('escalated'),
        denied: of('denied'),
        expired: of('expired'),
        failed: of('failed'),
        withoutEnd: of('none'),
        leftOut,
        averageSeconds: timed > 0 ? Math.round((seconds / timed) * 1_000) / 1_000 : null,
        byCategory: Object.fromEntries([...categories].sort(([, a], [, b]) => b - a)),
      };
    },
  };
}

/** The summary as a table for people. */
export function inWords(summary: Summary): string {
  const onlyIfAny = (label: string, number: number): Row[] => (number > 0 ? [[label, String(number)]] : []);
  const rows: Row[] = [
    ['Processed', String(summary.processed)],
    ['Resolved automatically', String(summary.autoResolved)],
    ['With a technician', String(summary.assigned)],
    ['Escalated', String(summary.escalated)],
    ['Denied', String(summary.denied)],
    ...onlyIfAny('Expired', summary.expired),
    ...onlyIfAny('Failed', summary.failed),
    ...onlyIfAny('Without an end', summary.withoutEnd),
    ...onlyIfAny('Lines left out', summary.leftOut),
    ['Average time', summary.averageSeconds === null ? '-' : `${summary.averageSeconds.toFixed(1)} s`],
  ];
  const categories = Object.entries(summary.byCategory).map(
    ([category, number]): Row => [category.replaceAll('_', ' '), String(number)],
  );
  return [
    'What became of them',
    ...rows.map(inColumns),
    ...(categories.length > 0 ? ['', 'By category', ...categories.map(inColumns)] : []),
  ].join('\n');
}

type Row = readonly [label: string, value: string];

function inColumns([label, value]: Row): string {
  return `  ${label.padEnd(26)}${value.padStart(8)}`;
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
