import { randomUUID } from 'node:crypto';
import { record } from '../audit/record.ts';
import type { Message } from '../cards/card.ts';
import { failureMessage } from '../cards/failure.ts';
import { resultMessage } from '../cards/result.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Ends } from '../runs/graph.ts';
import { inTransaction } from '../store/pool.ts';
import { fill } from '../workflows/holes.ts';
import { say } from './audience.ts';
import type { Conclusion } from './conclude.ts';
import type { DeskParts } from './parts.ts';
import { isOperation } from './plan.ts';
import { factsOf, type Run } from './run.ts';
import { tellTechnicians } from './steps/notify.ts';

/** Tells the requester, and the technicians where they have to act, and writes down what the ticket has come to. */
export async function tellOutcome(run: Run, ends: Ends, conclusion: Conclusion, parts: DeskParts): Promise<void> {
  const { ticket } = run;
  if (needsTechnician(run, conclusion)) await tellTechnicians(run, whyForTechnicians(conclusion), parts);
  await say(ticket.place, messageFor(run, ends, conclusion, parts), parts);
  await inTransaction(parts.pool, (client) =>
    record(client, {
      customerId: ticket.customerId,
      onceKey: `${run.id}:ended:${randomUUID()}`,
      actor: 'desk',
      action: `ticket.${conclusion.outcome}`,
      runId: run.id,
      facts: { workflow: run.workflow.name, version: run.workflow.version },
    }),
  );
  await parts.tickets.ended(ticket.id, conclusion.outcome);
  parts.log.info('ticket.ended', { ticket: ticket.id, outcome: conclusion.outcome, workflow: run.workflow.name });
}

/** A workflow that hands over tells its technicians itself; a run that stops or fails does not get there. */
function needsTechnician({ workflow }: Run, { outcome, why }: Conclusion): boolean {
  return outcome === 'failed' || (outcome === 'assigned' && !isOwnEnd(workflow, { outcome, why }));
}

/** The run came to where its workflow leads, and not there by a step that stopped it. */
function isOwnEnd({ end }: Run['workflow'], { outcome, why }: Pick<Conclusion, 'outcome' | 'why'>): boolean {
  return outcome === end && why === '';
}

function whyForTechnicians({ why, remedy, changed }: Conclusion): string {
  return [why, remedy ?? '', changed.length > 0 ? `Done before that: ${changed.join(', ')}.` : 'Nothing was changed.']
    .filter(Boolean)
    .join(' ');
}

function messageFor(run: Run, ends: Ends, conclusion: Conclusion, parts: DeskParts): Message {
  const { ticket, workflow } = run;
  const { outcome, why, changed } = conclusion;
  const seconds = Math.max(0, (parts.now().getTime() - Date.parse(ticket.receivedAt)) / 1_000);
  const left = changed.length > 0 ? `Done before that: ${changed.join(', ')}.` : 'Nothing was changed.';
  if (outcome === 'failed') {
    const next = 'A technician has the ticket and goes on from here.';
    return failureMessage({ ticketId: ticket.id, headline: 'This did not work', what: `${why} ${left}`, next });
  }
  const texts = {
    resolved: '',
    escalated: '',
    assigned: `${why} A technician has the ticket and goes on from here.`,
    denied: `${why} ${left}`,
    expired: `${why} ${left} Ask again if you still need it.`,
  } satisfies Record<Exclude<Outcome, 'failed'>, string>;
  return resultMessage({
    ticketId: ticket.id,
    outcome,
    headline: headlines[outcome](seconds),
    text: isOwnEnd(workflow, conclusion) ? String(fill(workflow.result, factsOf(run, ends))) : texts[outcome],
    demo: Object.values(workflow.steps).some(
      (step) => isOperation(step) && parts.registry.isSimulated(step.operation, run.customer),
    ),
  });
}

const headlines = {
  resolved: (seconds) => `Resolved in ${inWords(seconds)}`,
  assigned: () => 'With a technician',
  escalated: () => 'Escalated',
  denied: () => 'Denied',
  expired: () => 'Expired without a decision',
} satisfies Record<Exclude<Outcome, 'failed'>, (seconds: number) => string>;

function inWords(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  return seconds < 5_400 ? `${Math.round(seconds / 60)} minutes` : `${Math.round(seconds / 3_600)} hours`;
}
