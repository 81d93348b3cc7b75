import type { Classify } from '../classify/classify.ts';
import type { Registry } from '../connectors/registry.ts';
import type { Category } from '../domain/category.ts';
import type { Customer } from '../domain/customer.ts';
import type { Workflow } from '../domain/workflow.ts';
import type { TicketLine } from '../store/tickets.ts';
import { chosenFor } from './chosen.ts';

/** What one classifier makes of a ticket, and what policy would make of that. */
interface Understanding {
  readonly category: Category;
  readonly confidence: number;
  readonly workflow: string;
  readonly why: string;
  /** What the workflow would begin with, by input. */
  readonly inputs: Readonly<Record<string, string>>;
  /** What would have to be asked for. */
  readonly missing: readonly string[];
}

const differences = ['category', 'workflow', 'inputs', 'missing'] as const satisfies readonly (keyof Understanding)[];

/** A past ticket as two classifiers understand it. */
export interface Compared {
  readonly ticket: string;
  readonly subject: string;
  /** What somebody said it really is. */
  readonly corrected: Category | null;
  readonly one: Understanding;
  readonly other: Understanding;
  readonly differs: readonly (typeof differences)[number][];
}

/** Has two classifiers read a ticket, and policy choose for each. Nothing is called and nothing is run. */
export async function compareBeliefs(
  { ticket, corrected }: Pick<TicketLine, 'ticket' | 'corrected'>,
  customer: Customer,
  parts: { readonly workflows: readonly Workflow[]; readonly registry: Pick<Registry, 'find'> },
  classifiers: { readonly one: Classify; readonly other: Classify },
): Promise<Compared> {
  const understandingOf = async (classify: Classify): Promise<Understanding> => {
    const believed = await classify(ticket, parts.workflows);
    const { workflow, why, inputs, missing } = chosenFor(ticket, believed, customer, parts);
    const { category, confidence } = believed;
    const values = Object.fromEntries(Object.entries(inputs).map(([name, { value }]) => [name, String(value)]));
    return { category, confidence, workflow: workflow.name, why, inputs: values, missing };
  };
  const one = await understandingOf(classifiers.one);
  const other = await understandingOf(classifiers.other);
  const differs = differences.filter((what) => JSON.stringify(one[what]) !== JSON.stringify(other[what]));
  return { ticket: ticket.id, subject: ticket.subject, corrected, one, other, differs };
}
