import { handOffMessage } from '../../cards/hand-off.ts';
import { noticeMessage } from '../../cards/notice.ts';
import { outputShape } from '../../connectors/shape.ts';
import type { NotifyStep } from '../../domain/workflow.ts';
import type { Ends, NodeEnd } from '../../runs/graph.ts';
import { type Moves, step as move } from '../../runs/move.ts';
import { fill, findPath, holesIn, wordsOf } from '../../workflows/holes.ts';
import { currentCustomer, say, tellRole } from '../audience.ts';
import type { DeskParts } from '../parts.ts';
import { isOperation } from '../plan.ts';
import { factsOf, type Run } from '../run.ts';

/** Tells somebody. Technicians get the whole ticket with it, because they have to act. */
export function* performNotice(name: string, step: NotifyStep, run: Run, ends: Ends, parts: DeskParts): Moves<NodeEnd> {
  const text = String(fill(step.text, factsOf(run, ends)));
  const tell = {
    requester: () => say(run.ticket.place, noticeMessage(text), parts),
    technicians: () => tellTechnicians(run, text, parts, pagesIn(step.text, run, ends, parts)),
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
  pages: readonly string[] = [],
): Promise<void> {
  const { ticket, classification } = run;
  const customer = await currentCustomer(run.customer.id, parts);
  const message = handOffMessage({
    ticketId: ticket.id,
    customerName: customer.name,
    requesterName: ticket.requester.name,
    subject: ticket.subject,
    body: ticket.body,
    classification,
    task,
    pages,
    why: run.why,
  });
  await tellRole('technician', customer, message, parts);
}

/** The addresses among what the text names, as far as an operation declares them to be one. */
function pagesIn(text: string, run: Run, ends: Ends, { registry }: Pick<DeskParts, 'registry'>): string[] {
  return holesIn(text).flatMap((path) => {
    const [root, name = '', field = '', ...deeper] = wordsOf(path) ?? [];
    const step = root === 'steps' && deeper.length === 0 ? run.workflow.steps[name] : undefined;
    const operation = step && isOperation(step) ? registry.find(step.operation)?.operation : undefined;
    const value = findPath(factsOf(run, ends), path);
    const isPage = operation && outputShape(operation).fields[field]?.format === 'uri';
    return isPage && typeof value === 'string' && value.startsWith('https://') ? [value] : [];
  });
}
