import { record } from '../audit/record.ts';
import { understoodFacts } from '../audit/ticket-facts.ts';
import { workflowFacts } from '../audit/workflow-facts.ts';
import type { Classification } from '../domain/classification.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Workflow } from '../domain/workflow.ts';
import type { DeskParts } from './parts.ts';

type About = Pick<Ticket, 'id' | 'customerId'>;

/** Records what was believed of a ticket, by whom, and which workflow was chosen for it. */
export function recordUnderstood(
  { id, customerId }: About,
  classification: Classification | null,
  workflow: Workflow,
  { pool }: Pick<DeskParts, 'pool'>,
): Promise<void> {
  const facts = understoodFacts(classification, workflow);
  const about = { customerId, runId: id, actor: 'desk' };
  return record(pool, { ...about, onceKey: `${id}:understood`, action: 'ticket.understood', facts });
}

/** Records which workflow somebody said was meant. */
export function recordChosen(
  { id, customerId }: About,
  workflow: Workflow,
  { pool }: Pick<DeskParts, 'pool'>,
): Promise<void> {
  const about = { customerId, runId: id, actor: 'desk' };
  const facts = { workflow: workflowFacts(workflow) };
  return record(pool, { ...about, onceKey: `${id}:chosen`, action: 'ticket.workflow-chosen', facts });
}
