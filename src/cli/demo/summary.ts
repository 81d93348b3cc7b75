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
  readonly averageSeconds: number | null;
  readonly byCategory: Readonly<Record<string, number>>;
}

/** Adds tickets up one by one, so that any number of them takes the same memory. */
export function createTally() {
  const outcomes = new Map<string, number>();
  const categories = new Map<string, number>();
  let processed = 0;
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
        averageSeconds: timed > 0 ? Math.round((seconds / timed) * 1_000) / 1_000 : null,
        byCategory: Object.fromEntries([...categories].sort(([, a], [, b]) => b - a)),
      };
    },
  };
}

/** The summary as a table for people. */
export function inWords(summary: Summary): string {
  const rows: [string, string][] = [
    ['Processed', String(summary.processed)],
    ['Resolved automatically', String(summary.autoResolved)],
    ['With a technician', String(summary.assigned)],
    ['Escalated', String(summary.escalated)],
    ['Denied', String(summary.denied)],
    ...(summary.expired > 0 ? [['Expired', String(summary.expired)] as [string, string]] : []),
    ['Failed', String(summary.failed)],
    ...(summary.withoutEnd > 0 ? [['Without an end', String(summary.withoutEnd)] as [string, string]] : []),
    ['Average time', summary.averageSeconds === null ? '-' : `${summary.averageSeconds.toFixed(1)} s`],
    ['', ''],
    ['By category', ''],
    ...Object.entries(summary.byCategory).map(([category, number]): [string, string] => [
      `  ${category.replaceAll('_', ' ')}`,
      String(number),
    ]),
  ];
  return rows.map(([label, value]) => `${label.padEnd(26)}${value.padStart(8)}`.trimEnd()).join('\n');
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
