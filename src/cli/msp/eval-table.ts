import type { CategoryMeasure, Confusion } from '../../classify/measures/by-category.ts';
import type { Coverage } from '../../classify/measures/coverage.ts';
import { type Measures, SAFE_PRECISION } from '../../classify/measures/measure.ts';
import type { Share } from '../../classify/measures/share.ts';
import { Category } from '../../domain/category.ts';
import { inDollars } from '../../lib/dollars.ts';
import { inPercent, percentBetween } from '../../lib/percent.ts';
import type { ClassifierName } from './classifiers.ts';
import { inColumns } from './operations.ts';

interface About {
  readonly file: string;
  readonly classifier: ClassifierName;
  readonly customer: string | null;
  /** How many of the tickets the customer's model has learned. */
  readonly seen: number;
  /** How many of them the offline classifier judged because the language model did not. */
  readonly instead: number;
}

/** How well a classifier does, within 100 columns. */
export function evalTable(about: About, measures: Measures): string {
  return [
    head(about, measures),
    whole(measures),
    categories(measures),
    `Taken for (down: what it is; across: what was believed)\n${confusion(measures.confusion)}`,
    `How sure, and how often right\n${calibration(measures)}`,
    effort(measures),
  ].join('\n\n');
}

function head({ file, classifier, customer, seen, instead }: About, { tickets }: Measures): string {
  const whose = customer === null ? '' : `, with what ${customer} has taught`;
  const lines = [`${file}: ${tickets} tickets judged by ${classifier}${whose}`];
  if (seen > 0) lines.push(`${seen} of them are lessons of ${customer}: they were learned, and the figures flatter.`);
  if (instead > 0) lines.push(`${instead} of them were judged offline, because the language model gave no answer.`);
  return lines.join('\n');
}

function whole({ accuracy, offered, calibration, coverage, macroF1 }: Measures): string {
  const none = '';
  return inColumns([
    ['', 'strict', 'lenient'],
    ['right', range(accuracy.strict), range(accuracy.lenient)],
    ['right or offered beside', range(offered), none],
    ['macro F1', figure(macroF1), none],
    ['calibration error', inPercent(calibration.strict.error), inPercent(calibration.lenient.error)],
    [`taken at ${SAFE_PRECISION} % precision`, taken(coverage.strict), taken(coverage.lenient)],
  ]);
}

/** With the interval in which the truth lies in 95 of 100 cases. */
function range({ share, low, high }: Share): string {
  return `${inPercent(share)} (${percentBetween(low, high)})`;
}

function taken({ taken: { share }, threshold, precision }: Coverage): string {
  if (threshold === undefined || !precision) return 'none';
  return `${inPercent(share)} from ${threshold} up (${precision.right} of ${precision.of})`;
}

function categories({ categories: measures }: Measures): string {
  const row = ({ category, precision, recall, f1, support }: CategoryMeasure) => [
    category,
    inShare(precision),
    inShare(recall),
    inShare(f1),
    String(support),
  ];
  return inColumns([['', 'precision', 'recall', 'F1', 'tickets'], ...measures.map(row)]);
}

const LETTERS = 'abcdefghijklmnop';
const WIDTH = 5;

/** Each category has a letter, so that sixteen of them fit side by side. */
function confusion(counts: Confusion): string {
  const present = Category.options.filter((category) =>
    Object.entries(counts).some(([is, row]) => is === category || Object.hasOwn(row, category)),
  );
  const named = present.map((category, index) => ({ category, letter: LETTERS[index] ?? '' }));
  const label = (letter: string, category: string) => `${letter} ${category}`.padEnd(20);
  return [
    `${label(' ', '')}${named.map(({ letter }) => letter.padStart(WIDTH)).join('')}`.trimEnd(),
    ...named.map(({ category: is, letter }) => {
      const cells = named.map(({ category: believed }) => counted(counts[is]?.[believed] ?? 0).padStart(WIDTH));
      return `${label(letter, is)}${cells.join('')}`;
    }),
  ].join('\n');
}

function counted(tickets: number): string {
  if (tickets === 0) return '·';
  return tickets < 10_000 ? String(tickets) : `${Math.round(tickets / 1_000)}k`;
}

function calibration({ calibration: { strict, lenient } }: Measures): string {
  const rows = strict.bins.flatMap(({ from, to, tickets, confidence, right }, index) =>
    tickets === 0
      ? []
      : [
          [
            `${from}-${to}`,
            String(tickets),
            inPercent(confidence),
            inPercent(right),
            inPercent(lenient.bins[index]?.right ?? 0),
          ],
        ],
  );
  return inColumns([['sure', 'tickets', 'said', 'strict', 'lenient'], ...rows]);
}

function effort({ time, cost }: Measures): string {
  const paid = cost ? ` ${inDollars(cost.perTicket)} a ticket, ${inDollars(cost.total)} in all.` : ' Nothing was paid.';
  return `Half of the tickets took ${time.median.toFixed(2)} ms at most, 95 % of them ${time.p95.toFixed(2)} ms.${paid}`;
}

function figure(value: number): string {
  return value.toFixed(3);
}

function inShare(value: number | null): string {
  return value === null ? '-' : inPercent(value);
}
