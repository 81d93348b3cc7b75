import { record } from '../audit/record.ts';
import { workflowFacts } from '../audit/workflow-facts.ts';
import { plain } from '../cards/plain.ts';
import type { Ending } from '../chat/platform.ts';
import type { Draft } from '../domain/hand-off.ts';
import type { Ends } from '../runs/graph.ts';
import { isForTechnicians } from '../workflows/choose.ts';
import { approvalsOf } from './approvals-of.ts';
import { concludeAt } from './audience.ts';
import type { Conclusion } from './conclude.ts';
import { draftOf } from './draft.ts';
import { left, outcomeMessage } from './outcome-message.ts';
import type { DeskParts } from './parts.ts';
import type { Run } from './run.ts';
import { simulatedIn } from './simulated.ts';
import { tellTechnicians } from './steps/notify.ts';
import { undoOf } from './undo.ts';

/** Tells the requester, and the technicians where they have to act. Whoever can't be reached stops nothing. */
export async function tellOutcome(run: Run, ends: Ends, conclusion: Conclusion, parts: DeskParts): Promise<void> {
  const handOff = whyForTechnicians(conclusion, run, ends);
  const isHandedOver = handOff !== undefined && (await handOver(run, handOff, parts, againOf(run, conclusion, parts)));
  if (run.ticket.batch) return; // told together with the others
  const simulated = simulatedIn(run, ends, parts);
  const undo = conclusion.because === 'all is done' ? await undoOf(run.id, parts) : undefined;
  const undoUntil = undo?.until.toISOString();
  const message = outcomeMessage(run, ends, conclusion, { isHandedOver, simulated, undoUntil }, parts);
  const approvals = await approvalsOf(run, parts);
  await tellRequester(
    run,
    { outcome: conclusion.outcome, message, approvals, isReal: simulated.titles.length === 0 },
    parts,
  );
}

/** Writes down what the ticket has come to. */
export async function recordOutcome({ id, ticket, workflow }: Run, { outcome }: Conclusion, parts: DeskParts) {
  await record(parts.pool, {
    customerId: ticket.customerId,
    onceKey: `${id}:ended`,
    actor: 'desk',
    action: `ticket.${outcome}`,
    runId: id,
    facts: { workflow: workflowFacts(workflow) },
  });
  await parts.tickets.ended(ticket.id, outcome);
  parts.log.info('ticket.ended', { ticket: ticket.id, outcome, workflow: workflow.name });
}

/** A workflow that hands over tells its technicians itself; a run that was stopped or failed does not get there. */
function whyForTechnicians(conclusion: Conclusion, run: Run, ends: Ends): string | undefined {
  switch (conclusion.because) {
    case 'all is done':
      return isUntold(run, ends)
        ? 'Please go on from here. What was written down about it elsewhere is not known to me.'
        : undefined;
    case 'it was stopped':
      return conclusion.outcome === 'assigned' ? `${conclusion.why} ${left(conclusion)}` : undefined;
    case 'it failed':
      return [conclusion.why, conclusion.remedy, left(conclusion)].filter(Boolean).join(' ');
  }
}

/** Passed over is every notice that wanted an answer which only the lost call could have given. */
function isUntold({ workflow }: Run, ends: Ends): boolean {
  const isTold = Object.entries(workflow.steps).some(
    ([name, step]) => 'notify' in step && step.notify === 'technicians' && ends.get(name)?.state === 'done',
  );
  return workflow.end !== 'resolved' && !isTold;
}

/** What came to nothing can be started again; what is done can't. */
function againOf(run: Run, { because }: Conclusion, { workflows }: DeskParts): Draft | undefined {
  return isForTechnicians(run.workflow) || because !== 'all is done' ? draftOf(run, workflows) : undefined;
}

async function handOver(run: Run, why: string, parts: DeskParts, draft?: Draft): Promise<boolean> {
  try {
    await tellTechnicians(run, why, parts, { draft });
    return true;
  } catch (cause) {
    parts.log.error('technicians.not-told', { ticket: run.ticket.id, cause });
    return false;
  }
}

/** What somebody asked for is told to a technician, if it can't be told to them. */
async function tellRequester(run: Run, ending: Ending, parts: DeskParts): Promise<void> {
  try {
    await concludeAt(run.ticket.place, ending, parts);
  } catch (cause) {
    parts.log.error('requester.not-told', { ticket: run.ticket.id, cause });
    const who = plain(run.ticket.requester.name, 80);
    await handOver(
      run,
      `${who} could not be told what became of this. Please tell them: ${ending.message.text}`,
      parts,
    );
  }
}
