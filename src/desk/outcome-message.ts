import type { Message } from '../cards/card.ts';
import { failureMessage } from '../cards/failure.ts';
import { resultMessage } from '../cards/result.ts';
import { nothingSimulated, type Simulated } from '../cards/simulated.ts';
import { utc } from '../cards/utc.ts';
import type { Outcome } from '../domain/outcome.ts';
import { inPlainTime } from '../lib/duration.ts';
import type { Ends } from '../runs/graph.ts';
import { fill } from '../workflows/holes.ts';
import type { Conclusion, Left } from './conclude.ts';
import { HandedOver } from './handed-over.ts';
import type { DeskParts } from './parts.ts';
import { factsOf, type Run } from './run.ts';

const NEXT = 'A technician has the ticket and goes on from here.';
const NOBODY = 'No technician could be reached, so nobody has the ticket yet. Please call your service desk.';

/** What the requester is told at the end. Nobody is said to have a ticket that no technician was told of. */
export function outcomeMessage(
  run: Run,
  ends: Ends,
  conclusion: Conclusion,
  {
    isHandedOver,
    simulated,
    undoUntil,
  }: { readonly isHandedOver: boolean; readonly simulated: Simulated; readonly undoUntil: string | undefined },
  { now }: Pick<DeskParts, 'now'>,
): Message {
  const { ticket } = run;
  const next = isHandedOver ? NEXT : NOBODY;
  if (conclusion.because === 'it failed') {
    const what = `${conclusion.why} ${left(conclusion)}`;
    return failureMessage({ ticketId: ticket.id, headline: headlines.failed, what, next });
  }
  const { outcome } = conclusion;
  const took = now().getTime() - Date.parse(ticket.receivedAt);
  return resultMessage({
    ticketId: ticket.id,
    outcome,
    headline: outcome === 'resolved' ? `${headlines.resolved} in ${inPlainTime(took)}` : headlines[outcome],
    text: textOf(conclusion, next, run, ends),
    simulated: saysOfChanges(conclusion) ? simulated : nothingSimulated,
    undoUntil,
  });
}

/** What a run that did not come to its end leaves behind. "Nothing" is only said when it is known. */
export function left({ changed, doubtful }: Left): string {
  const done = changed.length > 0 ? `Done before that: ${changed.join(', ')}.` : '';
  const doubt = doubtful.length > 0 ? `Nobody can tell whether this was done: ${doubtful.join(', ')}.` : '';
  return [done, doubt].filter(Boolean).join(' ') || 'Nothing was changed.';
}

const headlines = {
  resolved: 'Resolved',
  assigned: 'With a technician',
  escalated: 'Escalated',
  denied: 'Denied',
  expired: 'Expired without a decision',
  failed: 'This did not work',
} satisfies Record<Outcome, string>;

function textOf(conclusion: Exclude<Conclusion, { because: 'it failed' }>, next: string, run: Run, ends: Ends): string {
  if (conclusion.because === 'all is done')
    return [String(fill(run.workflow.result, factsOf(run, ends))), ...handedOver(ends)].join(' ');
  const { outcome, why } = conclusion;
  const whatNow = {
    assigned: next,
    denied: left(conclusion),
    expired: `${left(conclusion)} Ask again if you still need it.`,
  } satisfies Record<typeof outcome, string>;
  return `${why} ${whatNow[outcome]}`;
}

/** Who was given what may be known; what it was may not. */
function handedOver(ends: Ends): string[] {
  return [...ends.values()].flatMap((end) => {
    const told = end.state === 'done' ? HandedOver.safeParse(end.output).data : undefined;
    return told ? [`${told.handedTo} got a link that opens once, until ${utc(told.until)}.`] : [];
  });
}

/** Where nothing was changed anyway, demo mode makes no difference. */
function saysOfChanges({ because, changed }: Conclusion): boolean {
  return because === 'all is done' || changed.length > 0;
}
