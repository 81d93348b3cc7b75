import { basename } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { wordsToLearn } from '../../classify/local/lesson-words.ts';
import type { Judged } from '../../classify/measures/judged.ts';
import { measure } from '../../classify/measures/measure.ts';
import type { Classification } from '../../domain/classification.ts';
import type { Roster } from '../../domain/roster.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { Workflow } from '../../domain/workflow.ts';
import { inParallel } from '../../lib/in-parallel.ts';
import type { Lessons } from '../../store/lessons.ts';
import { asTicket } from './as-ticket.ts';
import { type Classifiers, classifierNamed, type OpenClassifier } from './classifiers.ts';
import { customerNamed } from './customer.ts';
import { evalTable } from './eval-table.ts';
import type { Labelled } from './labelled.ts';
import { readLabelledFile } from './labelled-file.ts';
import { assertMaySpend, tellTroubles } from './spending.ts';
import { inJson, type Terminal } from './terminal.ts';

/** What somebody asked for. */
export interface AskedEval {
  readonly file: string;
  readonly classifier: string;
  readonly customer?: string;
  readonly yes: boolean;
  readonly json: boolean;
}

interface Parts {
  readonly roster: Roster;
  readonly workflows: readonly Workflow[];
  readonly classifiers: Classifiers;
  readonly lessons: () => Promise<Pick<Lessons, 'compare'>>;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** A language model answers others while it thinks about one. */
const AT_ONCE = 4;

/** `msp eval`: how well a classifier does on tickets whose category people know. Nothing is kept. */
export async function evaluate(asked: AskedEval, parts: Parts): Promise<void> {
  const { terminal } = parts;
  const classifier = classifierNamed(asked.classifier);
  const customer = asked.customer === undefined ? undefined : customerNamed(asked.customer, parts.roster);
  const labelled = await readLabelledFile(asked.file);
  const opened = await parts.classifiers[classifier](customer ? [customer] : []);
  const tickets = labelled.map((one, index) => asTicket(`file:${index + 1}`, one, customer?.id ?? 'nobody'));
  await assertMaySpend(opened, tickets, { ...asked, ...parts });

  const judged = await judge(labelled, tickets, opened, parts);
  tellTroubles(opened, terminal);
  const seen = customer ? await seenBy(customer.id, labelled, parts) : 0;
  const instead = opened.paid ? judged.filter(({ believed }) => believed.judge.kind === 'offline').length : 0;
  const about = { file: basename(asked.file), classifier, customer: customer?.id ?? null, seen, instead };
  const measures = measure(judged);
  if (asked.json) terminal.print(inJson({ ...about, ...measures, judged: judged.map(inShort) }));
  else terminal.print(evalTable(about, measures));
}

interface JudgedTicket extends Judged {
  readonly id: string;
  readonly believed: Classification;
}

async function judge(
  labelled: readonly Labelled[],
  tickets: readonly Ticket[],
  { classify, paid }: OpenClassifier,
  { workflows, signal }: Parts,
): Promise<readonly JudgedTicket[]> {
  const judged: JudgedTicket[] = [];
  await inParallel(labelled.entries(), paid ? AT_ONCE : 1, async ([index, { id, category, alt }]) => {
    const ticket = tickets[index];
    if (!ticket) return;
    await turn(); // somebody may want to stop it
    signal.throwIfAborted();
    const begun = performance.now();
    const believed = await classify(ticket, workflows);
    const ms = performance.now() - begun;
    judged[index] = { id, category, alt, believed, ms, ...(paid ? { cost: paid.costOf(ticket.id) } : {}) };
  });
  return judged;
}

/** What a customer's model was trained on, it knows by heart. */
async function seenBy(customerId: string, labelled: readonly Labelled[], { lessons }: Parts): Promise<number> {
  const asLessons = labelled.map(({ text, category }) => ({ text: wordsToLearn(text), category }));
  const { changed, known } = await (await lessons()).compare(customerId, asLessons);
  return changed + known;
}

function inShort({ id, category, alt, believed, ms, cost }: JudgedTicket) {
  const { category: taken, confidence, alternatives } = believed;
  return { id, category, alt, believed: { category: taken, confidence, alternatives }, ms, cost };
}
