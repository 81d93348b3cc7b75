import { randomUUID } from 'node:crypto';
import { record } from '../../audit/record.ts';
import { wordsToLearn } from '../../classify/local/lesson-words.ts';
import type { Share } from '../../classify/measures/share.ts';
import { trainCustomer } from '../../desk/training.ts';
import type { Customer } from '../../domain/customer.ts';
import type { Roster } from '../../domain/roster.ts';
import type { Workflow } from '../../domain/workflow.ts';
import { inPercent, percentBetween } from '../../lib/percent.ts';
import { MOST_LEARNED } from '../../store/customer-models.ts';
import { distinct, type NewLesson, type Taught } from '../../store/lessons.ts';
import { inTransaction } from '../../store/pool.ts';
import { CommandError } from './command-error.ts';
import { customerNamed } from './customer.ts';
import { readLabelledFile } from './labelled-file.ts';
import type { Learning } from './learning.ts';
import { inJson, type Terminal } from './terminal.ts';
import { type Tried, tryLessons } from './try-lessons.ts';

/** What somebody asked for. */
export interface AskedLearn {
  readonly file: string;
  readonly customer: string;
  readonly dryRun: boolean;
  readonly json: boolean;
}

interface Parts {
  readonly roster: Roster;
  readonly workflows: readonly Workflow[];
  readonly learning: () => Promise<Learning>;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** `msp learn`: teaches a customer's model what the tickets of a file really are, and says what that is worth. */
export async function learn(asked: AskedLearn, parts: Parts): Promise<void> {
  const customer = customerNamed(asked.customer, parts.roster);
  const labelled = await readLabelledFile(asked.file);
  const given = labelled.map(({ text, category }) => ({ text: wordsToLearn(text), category }));
  const learning = await parts.learning();
  const begun = performance.now();

  const before = await learning.lessons.of(customer.id);
  const all = distinct([...before, ...given]).map(({ text, category }) => ({ text, category }));
  const tried = await tryLessons(all.slice(-MOST_LEARNED), { ...parts, train: learning.train });
  const taught = asked.dryRun
    ? await learning.lessons.compare(customer.id, given)
    : await keep(customer, given, learning);
  if (!asked.dryRun) await train(customer, learning, parts.signal);

  const told: Told = {
    customer: customer.id,
    isDryRun: asked.dryRun,
    given: given.length,
    taught,
    all: all.length,
    accuracy: tried ?? null,
    seconds: Number(((performance.now() - begun) / 1_000).toFixed(1)),
  };
  parts.terminal.print(asked.json ? inJson(told) : inWords(told));
}

function keep(customer: Customer, given: readonly NewLesson[], { pool, lessons, actor }: Learning): Promise<Taught> {
  return inTransaction(pool, async (client) => {
    const from = { source: 'file', ticketId: null, taughtBy: actor } as const;
    const taught = await lessons.add(client, customer.id, given, from);
    await record(client, {
      ...{ customerId: customer.id, onceKey: `taught:${randomUUID()}`, actor, action: 'lessons.taught' },
      facts: { source: 'file', ...taught },
    });
    return taught;
  });
}

async function train({ id }: Customer, learning: Learning, signal: AbortSignal): Promise<void> {
  try {
    await trainCustomer(id, { ...learning, signal });
  } catch (cause) {
    signal.throwIfAborted();
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError(
      `The lessons are kept, but the model could not be trained: ${why}`,
      'Run it again, or start the desk: it trains what is behind.',
    );
  }
}

interface Told {
  readonly customer: string;
  readonly isDryRun: boolean;
  readonly given: number;
  readonly taught: Taught;
  /** Lessons of the customer, with these. */
  readonly all: number;
  readonly accuracy: Tried | null;
  readonly seconds: number;
}

function inWords({ customer, isDryRun, given, taught, all, accuracy, seconds }: Told): string {
  const { added, changed, known } = taught;
  const again = given - added - changed - known;
  return [
    `${isDryRun ? 'Would be kept' : 'Kept'} for ${customer}: ${added} new, ${changed} changed, ${known} known already${
      again > 0 ? `, ${again} more than once in the file` : ''
    }. ${all} lessons in all.`,
    ...(all > MOST_LEARNED ? [`The newest ${MOST_LEARNED} of them are learned.`] : []),
    ...(accuracy
      ? [
          'How often their category is found, by models that have not seen the lesson they judge (5-fold):',
          `  before  ${range(accuracy.before)}`,
          `  after   ${range(accuracy.after)}`,
        ]
      : ['That is too few to say how much better it gets; ten are enough to try.']),
    isDryRun ? `Nothing was kept. It took ${seconds} s.` : `The model was trained anew. It took ${seconds} s.`,
  ].join('\n');
}

/** With the interval in which the truth lies in 95 of 100 cases. */
function range({ share, low, high, right, of }: Share): string {
  return `${inPercent(share)} (${percentBetween(low, high)}), ${right} of ${of}`;
}
