import { handOffMessage } from '../../cards/hand-off.ts';
import { noticeMessage } from '../../cards/notice.ts';
import { notReallyDone } from '../../cards/simulated.ts';
import { entitiesIn } from '../../classify/reading/entities.ts';
import type { Draft, HandOff } from '../../domain/hand-off.ts';
import type { NotifyStep } from '../../domain/workflow.ts';
import type { Ends, NodeEnd } from '../../runs/graph.ts';
import { type Moves, step as move } from '../../runs/move.ts';
import { isForTechnicians } from '../../workflows/choose.ts';
import { fill } from '../../workflows/holes.ts';
import { currentCustomer, say, tellRole } from '../audience.ts';
import { draftOf } from '../draft.ts';
import { pagesIn } from '../pages.ts';
import type { DeskParts } from '../parts.ts';
import { factsOf, type Run } from '../run.ts';
import { simulatedIn } from '../simulated.ts';

/** Tells somebody. Technicians get the whole ticket with it, because they have to act. */
export function* performNotice(name: string, step: NotifyStep, run: Run, ends: Ends, parts: DeskParts): Moves<NodeEnd> {
  const facts = factsOf(run, ends);
  const text = [String(fill(step.text, facts)), ...notReallyDone(simulatedIn(run, ends, parts))].join(' ');
  const tell = {
    requester: async () => run.ticket.batch || say(run.ticket.place, noticeMessage(text), parts),
    technicians: () =>
      tellTechnicians(run, text, parts, {
        pages: pagesIn(step.text, run.workflow, facts, parts.registry),
        draft: isForTechnicians(run.workflow) ? draftOf(run, parts.workflows) : undefined,
      }),
    approvers: async () =>
      tellRole('approver', await currentCustomer(run.customer.id, parts), noticeMessage(text), parts),
  } satisfies Record<NotifyStep['notify'], () => Promise<unknown>>;

  yield* move(name, async () => {
    await tell[step.notify]();
  });
  return { state: 'done', output: {} };
}

/** Hands a ticket to the technicians, with everything they need to begin. */
export async function tellTechnicians(
  run: Run,
  task: string,
  parts: DeskParts,
  { pages = [], draft }: { readonly pages?: readonly string[]; readonly draft?: Draft | undefined } = {},
): Promise<void> {
  const { ticket, classification } = run;
  const customer = await currentCustomer(run.customer.id, parts);
  const shown: HandOff = {
    ticketId: ticket.id,
    customerName: customer.name,
    requesterName: ticket.requester.name,
    subject: ticket.subject,
    body: ticket.body,
    names: [...new Set(entitiesIn(ticket).map(({ value }) => value))],
    ...(classification ? { classification } : {}),
    task,
    pages,
    ...(isForTechnicians(run.workflow) ? { why: run.why } : {}),
    ...(draft ? { draft } : {}),
  };
  const id = await parts.handOffs.write(customer.id, shown);
  await parts.handOffs.shownOn(id, await tellRole('technician', customer, handOffMessage(shown, id), parts));
}
