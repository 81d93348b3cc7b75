import { peopleIn } from '../classify/reading/people.ts';
import type { Classification } from '../domain/classification.ts';
import type { Customer } from '../domain/customer.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Workflow } from '../domain/workflow.ts';
import type { Ends } from '../runs/graph.ts';
import type { Facts } from '../workflows/facts.ts';
import type { GivenInput, GivenInputs } from '../workflows/gather.ts';

/** What was looked at again before a call that somebody approved; from then on it counts in place of what was known before. */
export interface Refreshed {
  /** What steps that look something up say now, by step name. */
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly ticket: Ticket;
  readonly customer: Customer;
}

/** An approval that was given, as the run's own journal tells of it: the database can't say otherwise later. */
export interface Grant {
  readonly approvalId: string;
  /** The step that asked for it. */
  readonly step: string;
  /** Absent when an earlier release asked. */
  readonly digest: string | undefined;
  /** The ids of those who gave it. */
  readonly voters: readonly string[];
  /** Of the workflow's file at that time; `null` when it had gone. */
  readonly file: string | null;
}

/** One way of a run through its steps. What was sent back takes another one, with other inputs. */
interface Pass {
  readonly number: number;
  /** What the passes before have done, and is not done again. */
  readonly kept: Ends;
  /** What was changed since the pass before. */
  readonly differences: readonly string[];
}

/** What a run is about. A restart finds it unchanged: it is in the run's journal, or follows from what is. */
export interface Run {
  readonly id: string;
  readonly ticket: Ticket;
  /** As the customer was when the run began; what may change meanwhile is read again. */
  readonly customer: Customer;
  readonly workflow: Workflow;
  /** Absent when a command said what to do. */
  readonly classification?: Classification;
  /** Why this workflow was chosen, in a sentence. */
  readonly why: string;
  readonly inputs: GivenInputs;
  /** Absent in the first one. */
  readonly pass?: Pass;
  /** Which approval covers a step, by step name. */
  readonly grants: Map<string, Grant>;
  /** How often approvers were asked, by the step that asks. */
  readonly rounds: Map<string, number>;
  /** What is known better by now than when it was first looked up. */
  readonly refreshed: { now?: Refreshed };
  /** Tells those who watch the run whom it waits for. */
  readonly waitingFor: (whom: string) => void;
}

/** The same run with its ticket and its customer as they were when they were last looked at. */
export function upToDate(run: Run): Run {
  const { ticket, customer } = run.refreshed.now ?? run;
  return { ...run, ticket, customer };
}

/** Names something of this pass alone. */
export function inPass(id: string, { pass }: Pick<Run, 'pass'>): string {
  return pass ? `${id}@${pass.number}` : id;
}

/** All that the holes of a workflow can be filled with now. */
export function factsOf(run: Run, ends: Ends): Facts {
  const { ticket, customer, classification, inputs } = run;
  const outputs = [...ends].flatMap(([name, end]) => (end.state === 'done' ? [[name, end.output] as const] : []));
  return {
    inputs: Object.fromEntries(Object.entries(inputs).map(([name, { value }]) => [name, value])),
    steps: { ...Object.fromEntries(outputs), ...run.refreshed.now?.outputs },
    ticket: {
      id: ticket.id,
      subject: ticket.subject,
      body: ticket.body,
      helpDesk: ticket.helpDesk,
      people: peopleIn(ticket),
    },
    requester: {
      name: ticket.requester.name,
      account: ticket.requester.account,
      contact: ticket.requester.account ?? ticket.requester.name,
    },
    customer: { id: customer.id, name: customer.name },
    classification,
  };
}

/** The account or device a run is about, in the requester's words, and where those came from. */
export function targetOf({ workflow, inputs, ticket }: Run): GivenInput {
  const subject = Object.entries(workflow.inputs).find(([, { kind }]) => kind === 'account' || kind === 'device');
  const given = subject && inputs[subject[0]];
  return given ?? { value: ticket.requester.name, origin: 'signed-in identity' };
}
