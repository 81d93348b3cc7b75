import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { shippedSentences } from '../src/classify/local/sentences.ts';
import { shipped } from '../src/classify/local/shipped.ts';
import { trainOn } from '../src/classify/local/train.ts';
import { judgedUnseen } from '../src/classify/local/unseen.ts';
import { createLocalClassifier } from '../src/classify/local-classifier.ts';
import { isRight, type Judged, type Strictness } from '../src/classify/measures/judged.ts';
import { type Measures, measure, SAFE_PRECISION } from '../src/classify/measures/measure.ts';
import { type Share, shareOf } from '../src/classify/measures/share.ts';
import { createOfflineClassifier } from '../src/classify/offline.ts';
import { createRuleClassifier } from '../src/classify/rule-classifier.ts';
import { asTicket } from '../src/cli/msp/as-ticket.ts';
import { readLabelledFile } from '../src/cli/msp/labelled-file.ts';
import { connectors } from '../src/connectors/all.ts';
import { createRegistry } from '../src/connectors/registry.ts';
import { Category } from '../src/domain/category.ts';
import { type Classification, USUAL_THRESHOLD } from '../src/domain/classification.ts';
import { inPercent, percentBetween } from '../src/lib/percent.ts';
import { loadWorkflows, WORKFLOWS } from '../src/workflows/load.ts';

// `npm run accuracy -- tickets.jsonl` measures the offline classifier on tickets whose category people know, and writes docs/accuracy.md.
const [file] = process.argv.slice(2);
if (!file) throw new Error('Name a file of labelled tickets: npm run accuracy -- tickets.jsonl');

type Full = Judged & { readonly believed: Classification };

const registry = createRegistry({ connectors, demo: { pause: async () => {} } });
const workflows = await loadWorkflows(WORKFLOWS, registry);
const labelled = await readLabelledFile(file);
const classifiers = {
  'the desk: both, weighed': createOfflineClassifier(),
  'the cues alone': createRuleClassifier(),
  'the local model alone': createLocalClassifier({}),
};
const judged = new Map<string, readonly Full[]>();
for (const [name, classify] of Object.entries(classifiers)) {
  const all: Full[] = [];
  for (const [place, one] of labelled.entries()) {
    const ticket = asTicket(`file:${place}`, one, 'nobody');
    const began = performance.now();
    const believed = await classify(ticket, workflows);
    all.push({ category: one.category, alt: one.alt, believed, ms: performance.now() - began });
  }
  judged.set(name, all);
}
const desk = judged.get('the desk: both, weighed') ?? [];
const measures = new Map([...judged].map(([name, all]) => [name, measure(all)]));
const ofDesk = measures.get('the desk: both, weighed') ?? measure([]);

await writeFile(new URL('../docs/accuracy.md', import.meta.url), `${await page()}\n`);
console.log('Written: docs/accuracy.md');

async function page(): Promise<string> {
  const sentences = await onShippedSentences();
  return [
    '# Accuracy',
    `Written by \`npm run accuracy\` on ${new Date().toISOString().slice(0, 10)}, from ${labelled.length} real tickets of ${basename(file ?? '')}, for the shipped model \`${shipped().taught.slice(0, 12)}\`. The tickets are other people's and are not part of this project. "Strict" takes a ticket's first label alone for right, "lenient" every label that a dispatcher would accept. Intervals are Wilson's, 95 %.`,
    '## How often it is right',
    table(
      [
        '',
        'strict',
        'lenient',
        'calibration error, strict',
        'lenient',
        `taken at ${SAFE_PRECISION} % precision, strict`,
        'lenient',
      ],
      [...measures].map(([name, one]) => [name, ...accuracyOf(one), ...coverageOf(one)]),
    ),
    `The right category is the believed one or stands among the three that are offered beside it for ${range(ofDesk.offered)}. Macro F1 is ${ofDesk.macroF1.toFixed(2)}.`,
    'Calibration error is the mean distance between what is said and what comes true, over ten bins of confidence. "Taken" is the largest share of tickets, surest first, of which so many are right.',
    '## What these figures are worth',
    `The local model and the weights of both opinions were learned from ${shippedSentences().length} sentences written for this project and the workflows' examples. None of these tickets was used for that, and those who wrote the sentences had not read them; they only knew that some real tickets are mails without their small words, and a fifth of the English sentences are like that. So the line "the local model alone" is a measurement on unseen tickets. The tables of cues are older and were improved while looking at tickets of this file: the line "the cues alone" flatters them, and some of that is in the desk's line too. On the shipped sentences, which the cues were never adapted to, and with a model that has not seen the sentence it judges:`,
    table(['', 'right'], sentences),
    'Those sentences were written to be hard: many are about two things, vague, or in one of five languages. Expect of your own tickets something between the two tables, and measure it: `npx msp eval tickets.jsonl`. Your corrections and `npx msp learn` move it upwards.',
    '## What runs by itself',
    `A workflow starts without a question only if the cues and the model name the same category, nothing holds it back, and the confidence reaches the customer's threshold (${USUAL_THRESHOLD} where nothing is said). Of these tickets:`,
    table(
      [
        'threshold',
        'sure enough',
        'of them right, lenient',
        'agreed as well',
        'of them right, lenient',
        'may run by itself',
        'of them right, lenient',
      ],
      [70, 80, 90, 95].map(gateAt),
    ),
    'Whatever runs still asks for approval before it changes anything.',
    '## How sure, and how often right',
    table(
      ['said', 'tickets', 'mean', 'right, strict', 'right, lenient'],
      ofDesk.calibration.strict.bins.flatMap(({ from, to, tickets, confidence, right }, bin) =>
        tickets === 0
          ? []
          : [
              [
                `${from}-${to}`,
                `${tickets}`,
                inPercent(confidence),
                inPercent(right),
                inPercent(ofDesk.calibration.lenient.bins[bin]?.right ?? 0),
              ],
            ],
      ),
    ),
    '## By category',
    table(
      ['', 'tickets', 'precision', 'recall', 'F1'],
      ofDesk.categories.map(({ category, support, precision, recall, f1 }) => [
        `\`${category}\``,
        `${support}`,
        share(precision),
        share(recall),
        share(f1),
      ]),
    ),
    '## Time',
    `One process, one ticket after the other: half of the tickets took ${ofDesk.time.median.toFixed(2)} ms at most, 95 % of them ${ofDesk.time.p95.toFixed(2)} ms. \`bench/classify.ts\` measures time and memory with a baseline.`,
  ].join('\n\n');
}

/** What each opinion is worth on the sentences the project has written itself, each judged by a model that has not seen it. */
async function onShippedSentences(): Promise<string[][]> {
  const lessons = shippedSentences().map((lesson) => ({ ...lesson, weight: 1 }));
  const believed = judgedUnseen(lessons, 5, trainOn);
  const byModel = lessons.filter(
    ({ category }, place) => Category.options[indexOfHighest(believed[place] ?? new Float64Array())] === category,
  );
  const rules = createRuleClassifier();
  let byCues = 0;
  for (const { text, category } of lessons)
    if ((await rules(asTicket('sentence', { text }, 'nobody'), workflows)).category === category) byCues += 1;
  return [
    ['the cues alone', range(shareOf(byCues, lessons.length))],
    ['the local model alone, five folds', range(shareOf(byModel.length, lessons.length))],
  ];
}

function gateAt(threshold: number): string[] {
  const sure = desk.filter(({ believed }) => believed.confidence >= threshold);
  const agreed = sure.filter(({ believed }) => believed.agreed);
  const resolvable = agreed.filter(({ believed }) => believed.autoResolvable);
  return [
    `${threshold}`,
    ...[sure, agreed, resolvable].flatMap((some) => [`${some.length} of ${desk.length}`, rightOf(some, 'lenient')]),
  ];
}

function rightOf(some: readonly Judged[], strictness: Strictness): string {
  return range(shareOf(some.filter((one) => isRight(one, strictness)).length, some.length));
}

function accuracyOf({ accuracy, calibration }: Measures): string[] {
  return [
    range(accuracy.strict),
    range(accuracy.lenient),
    inPercent(calibration.strict.error),
    inPercent(calibration.lenient.error),
  ];
}

function coverageOf({ coverage }: Measures): string[] {
  return [coverage.strict, coverage.lenient].map(({ taken, threshold }) =>
    threshold === undefined ? 'none' : `${inPercent(taken.share)}, from ${threshold} up`,
  );
}

function range({ share: middle, low, high, of }: Share): string {
  return of === 0 ? 'none' : `${inPercent(middle)} (${percentBetween(low, high)}, n ${of})`;
}

function share(value: number | null): string {
  return value === null ? '-' : inPercent(value);
}

function indexOfHighest(values: Float64Array): number {
  return values.indexOf(Math.max(...values));
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
