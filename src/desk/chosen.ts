import { isAutomatic } from '../classify/automation.ts';
import type { Registry } from '../connectors/registry.ts';
import type { Classification } from '../domain/classification.ts';
import { type Customer, thresholdOf } from '../domain/customer.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Workflow } from '../domain/workflow.ts';
import { type Choice, choose, type Ready } from '../workflows/choose.ts';
import { sift } from '../workflows/trusted.ts';

/** The policy for a customer's ticket, with no value of the text that nobody confirms, and nothing suggested that is a matter for people. */
export function chosenFor(
  ticket: Ticket,
  classification: Classification | undefined,
  customer: Customer,
  { workflows, registry }: { readonly workflows: readonly Workflow[]; readonly registry: Pick<Registry, 'find'> },
): Choice {
  const choice = choose(ticket, classification, workflows, thresholdOf(customer), customer);
  const likely = choice.likely.filter(({ category }) => isAutomatic(category, ticket));
  return {
    ...confirmed(choice, registry),
    likely: likely.map((one) => confirmed(one, registry)),
  };
}

/** What is not confirmed is asked for, in the order in which the workflow names it. */
function confirmed<R extends Ready>(ready: R, registry: Pick<Registry, 'find'>): R {
  const { inputs, unconfirmed } = sift(ready.workflow, ready.inputs, registry);
  const asked = [...ready.missing, ...unconfirmed];
  return { ...ready, inputs, missing: Object.keys(ready.workflow.inputs).filter((name) => asked.includes(name)) };
}
