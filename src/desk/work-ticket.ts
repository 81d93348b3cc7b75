import type { MessageRef } from '../domain/place.ts';
import type { Ticket } from '../domain/ticket.ts';
import { around } from '../runs/around.ts';
import { type Ends, runGraph } from '../runs/graph.ts';
import { inOrder } from '../runs/move.ts';
import { type Durable, type Program, RunInterrupted } from '../runs/port.ts';
import { choose } from '../workflows/choose.ts';
import { askForMissing } from './ask.ts';
import { currentCustomer } from './audience.ts';
import { type Conclusion, conclude } from './conclude.ts';
import { deliveriesOf, obstacleTo, whatIs } from './deliveries.ts';
import { INNER_FAILURE, inPlainWords } from './in-plain-words.ts';
import { nodesOf } from './nodes.ts';
import type { DeskParts } from './parts.ts';
import { perform } from './perform.ts';
import { beginProgress, followProgress, isWorthWatching } from './progress.ts';
import { noRecipient, recipientOf } from './recipient.ts';
import { type Run, targetOf } from './run.ts';
import { recordOutcome, tellOutcome } from './tell-outcome.ts';

/** The way of every ticket: understand, ask what is missing, do what the workflow says, tell. */
export function ticketProgram(parts: DeskParts): Program<Ticket> {
  return async (durable, ticket) => {
    const { run, missing } = await understand(durable, ticket, parts);
    const ended = await work(durable, run, missing, parts).catch((error) => brokenDown(error, run, parts));
    await durable.step('tell', async () => {
      await ended.shown?.();
      await tellOutcome(ended.run, ended.ends, ended.conclusion, parts);
    });
    await durable.step('write down', () => recordOutcome(ended.run, ended.conclusion, parts));
  };
}

/** A run at its end, before anybody knows. */
interface Ended {
  readonly run: Run;
  readonly ends: Ends;
  readonly conclusion: Conclusion;
  /** Returns when its last state stands where it is followed. */
  readonly shown?: () => Promise<void>;
}

async function work(durable: Durable, asked: Run, missing: readonly string[], parts: DeskParts): Promise<Ended> {
  const answers = await inOrder(askForMissing(asked, missing, parts), durable);
  if (!answers) return stopped(asked, 'expired', 'The question was not answered in time.');

  const run: Run = { ...asked, inputs: { ...asked.inputs, ...answers } };
  const { ref, obstacle } = await durable.step('begin', () => begin(run, parts));
  if (obstacle !== null) return stopped(run, 'assigned', obstacle);

  const progress = followProgress(run, ref, parts);
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
  return { run, ends, conclusion: conclude(run, ends, parts), shown: () => progress.finish(ends) };
}

function stopped(run: Run, outcome: 'expired' | 'assigned', why: string): Ended {
  return { run, ends: new Map(), conclusion: { because: 'it was stopped', outcome, why, changed: [], doubtful: [] } };
}

/** Steps end and don't throw, so whatever does throw came before them: nothing was changed. */
function brokenDown(error: unknown, run: Run, parts: DeskParts): Ended {
  if (error instanceof RunInterrupted) throw error;
  parts.log.error('run.failed', { run: run.id, cause: error });
  return {
    run,
    ends: new Map(),
    conclusion: { because: 'it failed', outcome: 'failed', why: INNER_FAILURE, changed: [], doubtful: [] },
  };
}

/** What was chosen is part of the journal: editing a workflow changes no run that is under way. */
async function understand(durable: Durable, ticket: Ticket, parts: DeskParts) {
  const understood = await durable.step('understand', async () => {
    const classification = ticket.command ? null : await parts.classify(ticket, parts.workflows);
    const { workflow, inputs, missing, why } = choose(ticket, classification ?? undefined, parts.workflows);
    const customer = await currentCustomer(ticket.customerId, parts);
    await parts.tickets.understood(ticket.id, workflow, classification);
    parts.log.info('ticket.understood', {
      ticket: ticket.id,
      workflow: workflow.name,
      category: classification?.category,
      confidence: classification?.confidence,
    });
    return { classification, workflow, inputs, missing, why, customer };
  });
  const { missing, classification, ...known } = understood;
  const run: Run = {
    ...known,
    ...(classification ? { classification } : {}),
    id: durable.runId,
    ticket,
    grants: new Map(),
    waitingFor: () => {},
  };
  return { run, missing };
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
