import { Classification } from '../domain/classification.ts';
import type { Ticket } from '../domain/ticket.ts';
import { inOrder } from '../runs/move.ts';
import { type Durable, type Program, RunInterrupted } from '../runs/port.ts';
import type { Ready } from '../workflows/choose.ts';
import { askWhich, type Meant } from './ask-which.ts';
import { currentCustomer, isInteractive } from './audience.ts';
import { chosenFor } from './chosen.ts';
import { endItem } from './end-item.ts';
import { INNER_FAILURE } from './in-plain-words.ts';
import type { DeskParts } from './parts.ts';
import { recordChosen, recordUnderstood } from './record-understood.ts';
import type { Run } from './run.ts';
import { recordOutcome, tellOutcome } from './tell-outcome.ts';
import { undoAsked } from './undo-asked.ts';
import { type Ended, work } from './work.ts';

/** The way of every ticket: understand, ask what is missing, do what the workflow says, tell. */
export function ticketProgram(parts: DeskParts): Program<Ticket> {
  return async (durable, ticket) => {
    const understood = await understand(durable, ticket, parts);
    const { run, missing } = await settled(durable, understood, parts);
    const ended = await work(durable, run, missing, parts).catch((error) => brokenDown(error, run, parts));
    await durable.step('tell', async () => {
      await ended.shown?.();
      await tellOutcome(ended.run, ended.ends, ended.conclusion, parts);
    });
    await durable.step('write down', () => recordOutcome(ended.run, ended.conclusion, parts));
    if (ticket.batch) await durable.step('tell of the batch', () => endItem(ended.run, ended.conclusion, parts));
  };
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

/** A run that has been chosen for a ticket, and what is still to be asked. */
interface Understood {
  readonly run: Run;
  readonly missing: readonly string[];
  /** What may be meant instead; to be asked first. */
  readonly likely: readonly Ready[];
}

/** What was chosen is part of the journal: editing a workflow changes no run that is under way. */
async function understand(durable: Durable, ticket: Ticket, parts: DeskParts): Promise<Understood> {
  const understood = await durable.step('understand', async () => {
    const classification = ticket.command ? null : await parts.classify(ticket, parts.workflows);
    const customer = await currentCustomer(ticket.customerId, parts);
    const choice = (await undoAsked(ticket, parts)) ?? chosenFor(ticket, classification ?? undefined, customer, parts);
    const { workflow, inputs, missing, why } = choice;
    await parts.tickets.understood(ticket.id, workflow, classification);
    await recordUnderstood(ticket, classification, workflow, parts);
    parts.log.info('ticket.understood', {
      ticket: ticket.id,
      workflow: workflow.name,
      category: classification?.category,
      confidence: classification?.confidence,
    });
    const likely = isInteractive(ticket.place, parts) ? choice.likely : [];
    return { classification, workflow, inputs, missing, why, customer, likely };
  });
  const { missing, classification, likely = [], ...known } = understood as Remembered<typeof understood>;
  const run: Run = {
    ...known,
    ...(classification ? { classification: Classification.parse(classification) } : {}),
    id: durable.runId,
    ticket,
    grants: new Map(),
    rounds: new Map(),
    refreshed: {},
    waitingFor: () => {},
  };
  return { run, missing, likely };
}

/** A run that began in an earlier release did not write down what may be meant. */
type Remembered<U extends { readonly likely: unknown }> = Omit<U, 'likely'> & Partial<Pick<U, 'likely'>>;

/** Where it is only not clear which of them is meant, somebody who knows says so; their word counts like a command. */
async function settled(durable: Durable, understood: Understood, parts: DeskParts) {
  const { run, missing, likely } = understood;
  if (likely.length === 0) return { run, missing };
  const { name, why } = await inOrder(askWhich(run, likely, parts), durable).catch((cause) =>
    unasked(cause, run, parts),
  );
  const meant = likely.find(({ workflow }) => workflow.name === name);
  if (!meant) return { run: { ...run, why }, missing };
  const { workflow, inputs } = meant;
  await durable.step('note which', async () => {
    await parts.tickets.chosen(run.ticket.id, workflow);
    await recordChosen(run.ticket, workflow, parts);
  });
  return { run: { ...run, workflow, inputs, why }, missing: meant.missing };
}

/** Whoever can't be asked is helped by a technician. */
function unasked(cause: unknown, run: Run, parts: DeskParts): Meant {
  if (cause instanceof RunInterrupted) throw cause;
  parts.log.error('which.not-asked', { run: run.id, cause });
  return { name: null, why: 'It was not clear enough what is asked, and I could not ask.' };
}
