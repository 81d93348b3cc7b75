import type { MessageRef } from '../domain/place.ts';
import { around } from '../runs/around.ts';
import { type Ends, runGraph } from '../runs/graph.ts';
import { inOrder } from '../runs/move.ts';
import { type Durable, RunInterrupted } from '../runs/port.ts';
import { askForMissing } from './ask.ts';
import { askWhatElse } from './ask-what-else.ts';
import { type Conclusion, conclude } from './conclude.ts';
import { deliveriesOf, obstacleTo, whatIs } from './deliveries.ts';
import { inPlainWords } from './in-plain-words.ts';
import { sentBackIn } from './kept.ts';
import { nodesOf } from './nodes.ts';
import type { DeskParts } from './parts.ts';
import { perform } from './perform.ts';
import { beginProgress, followProgress, isWorthWatching, type Progress } from './progress.ts';
import { noRecipient, recipientOf } from './recipient.ts';
import { type Run, targetOf, upToDate } from './run.ts';

type Stopped = Extract<Conclusion, { readonly because: 'it was stopped' }>;

/** A run at its end, before anybody knows. */
export interface Ended {
  readonly run: Run;
  readonly ends: Ends;
  readonly conclusion: Conclusion;
  /** Returns when its last state stands where it is followed. */
  readonly shown?: () => Promise<void>;
}

/** Asks what is missing, and goes through the steps; again with other inputs, where somebody wants something else. */
export async function work(durable: Durable, asked: Run, missing: readonly string[], parts: DeskParts): Promise<Ended> {
  const answers = await inOrder(askForMissing(asked, missing, parts), durable);
  if (!answers) return stopped(asked, 'expired', 'The question was not answered in time.');

  let run: Run = { ...asked, inputs: { ...asked.inputs, ...answers } };
  const { ref, obstacle } = await durable.step('begin', () => begin(run, parts));
  if (obstacle !== null) return stopped(run, 'assigned', obstacle);

  const progress = followProgress(run, ref, parts);
  for (;;) {
    const ended = await goThrough(durable, run, progress, parts);
    const sentBack = sentBackIn(ended.ends);
    if (sentBack === undefined) return ended;
    const next = await inOrder(askWhatElse(run, ended.ends, sentBack, parts), durable).catch((cause) =>
      notAsked(cause, run, parts),
    );
    if (next.state !== 'changed') return endedAs(ended, next);
    run = next.run;
  }
}

/** One pass through the steps. */
async function goThrough(durable: Durable, run: Run, progress: Progress, parts: DeskParts): Promise<Ended> {
  const begun = new Set<string>();
  let shown = '';
  const showWhatIsNew = (ends: Ends) => {
    const now = `${begun.size} begun, ${ends.size} ended`;
    if (now !== shown) progress.show([...begun], ends); // a later move of the same step is nothing new to look at
    shown = now;
  };
  const ends = await runGraph(durable, nodesOf(run), (name, node, before) => {
    begun.add(name);
    const watched: Run = { ...run, waitingFor: (whom) => progress.show([...begun], before, whom) };
    return around(perform(name, node, watched, before, parts), (doing) => {
      showWhatIsNew(before);
      return inPlainWords(doing, parts.log);
    });
  });
  const last = upToDate(run);
  return { run: last, ends, conclusion: conclude(last, ends, parts), shown: () => progress.finish(ends) };
}

/** What was done before it was sent back is still said. */
function endedAs(ended: Ended, { outcome, why }: Pick<Stopped, 'outcome' | 'why'>): Ended {
  const { changed, doubtful } = ended.conclusion;
  return { ...ended, conclusion: { because: 'it was stopped', outcome, why, changed, doubtful } };
}

/** Whoever can't be asked is helped by a technician. */
function notAsked(
  cause: unknown,
  run: Run,
  parts: DeskParts,
): Pick<Stopped, 'outcome' | 'why'> & { readonly state: 'not-asked' } {
  if (cause instanceof RunInterrupted) throw cause;
  parts.log.error('what-else.not-asked', { run: run.id, cause });
  const why = 'An approver asked for changes, and I could not ask what to change.';
  return { state: 'not-asked', outcome: 'assigned', why };
}

function stopped(run: Run, outcome: 'expired' | 'assigned', why: string): Ended {
  return { run, ends: new Map(), conclusion: { because: 'it was stopped', outcome, why, changed: [], doubtful: [] } };
}

/** Nothing begins that can't be brought to its end: a secret needs somebody to take it. */
async function begin(run: Run, parts: DeskParts): Promise<{ ref: MessageRef | null; obstacle: string | null }> {
  for (const delivery of deliveriesOf(run)) {
    const account = targetOf(run).value;
    const isTaken = await recipientOf(delivery, account, run, parts);
    const obstacle = isTaken
      ? obstacleTo(delivery, run.customer, parts)
      : noRecipient(delivery, whatIs(delivery, account, parts));
    if (obstacle !== undefined) return { ref: null, obstacle };
  }
  return { ref: isWorthWatching(run, parts) ? await beginProgress(run, parts) : null, obstacle: null };
}
