import type { Reader } from '../connectors/reader.ts';
import type { Classification } from '../domain/classification.ts';
import type { Customer } from '../domain/customer.ts';
import type { Person } from '../domain/person.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Workflow } from '../domain/workflow.ts';
import { firstEnded } from '../runs/first-ended.ts';
import { type Ends, runGraph } from '../runs/graph.ts';
import type { Durable } from '../runs/port.ts';
import type { GivenInputs } from '../workflows/gather.ts';
import { fill } from '../workflows/holes.ts';
import { conclude } from './conclude.ts';
import { nodesOf } from './nodes.ts';
import type { Cost, Rehearsal, RehearsalParts, RehearsedStep } from './rehearsal.ts';
import { rehearseStep } from './rehearse-step.ts';
import { factsOf, type Run } from './run.ts';

/** What somebody wants to see rehearsed. */
export interface Wanted {
  readonly workflow: Workflow;
  readonly customer: Customer;
  readonly requester: Person;
  readonly inputs: GivenInputs;
  readonly missing: readonly string[];
  /** Titles of what may be meant, so that somebody is asked which before anything begins. */
  readonly between?: readonly string[];
  /** The ticket it would be for; made up where there is none. */
  readonly ticket?: Ticket;
  readonly classification?: Classification;
}

/** Goes through a workflow by looking alone: nothing is changed, nobody is told, nothing is written down. */
export async function rehearse(wanted: Wanted, parts: RehearsalParts): Promise<Rehearsal> {
  const { workflow, customer, inputs, missing } = wanted;
  const { name, title, version } = workflow;
  const about = {
    workflow: { name, title, version },
    customer: { id: customer.id, name: customer.name },
    inputs,
    missing,
  };
  const { between = [] } = wanted;
  if (between.length > 0) {
    const result = `Whoever asks is asked first whether it is: ${between.join(', ')}.`;
    return { ...about, steps: [], outcome: 'not known', result, cost: costOf([], parts.reader) };
  }
  if (missing.length > 0) {
    const result = `Somebody is asked first for: ${missing.map((input) => workflow.inputs[input]?.title ?? input).join(', ')}.`;
    return { ...about, steps: [], outcome: 'not known', result, cost: costOf([], parts.reader) };
  }
  const run = runOf(wanted, parts);
  const policy = await parts.policyFor(customer.id);
  const steps: RehearsedStep[] = [];
  const assumed = new Set<string>();
  const ends = await runGraph(unwritten(run.id), nodesOf(run), function* (step, node, before) {
    const { deed, end } = yield* rehearseStep(step, node.step, { run, ends: before, assumed, policy }, parts);
    steps.push({ step, title: node.step.title ?? step.replaceAll('-', ' '), ...deed });
    return end;
  });
  return { ...about, steps, ...endOf(run, ends, parts), cost: costOf(steps, parts.reader) };
}

/** A run that no engine remembers. */
function unwritten(runId: string): Durable {
  return {
    runId,
    step: (_, work) => work(),
    wait: () => Promise.reject(new TypeError('A rehearsal waits for nobody')),
    first: firstEnded,
  };
}

function runOf(
  { workflow, customer, requester, inputs, ticket, classification }: Wanted,
  { now }: RehearsalParts,
): Run {
  return {
    id: ticket?.id ?? 'rehearsal',
    ticket: ticket ?? {
      id: 'rehearsal',
      customerId: customer.id,
      requester,
      place: { platform: 'rehearsal', workspace: 'rehearsal', channel: 'rehearsal' },
      subject: workflow.title,
      body: workflow.title,
      receivedAt: now().toISOString(),
      metadata: { urgencyWords: [], emails: [], devices: [] },
    },
    customer,
    workflow,
    why: 'It is rehearsed.',
    ...(classification ? { classification } : {}),
    inputs,
    grants: new Map(),
    rounds: new Map(),
    refreshed: {},
    waitingFor: () => {},
  };
}

function endOf(run: Run, ends: Ends, { reader }: RehearsalParts): Pick<Rehearsal, 'outcome' | 'result'> {
  const conclusion = conclude(run, ends, { registry: reader });
  if (conclusion.because !== 'all is done') return { outcome: conclusion.outcome, result: conclusion.why };
  return { outcome: conclusion.outcome, result: String(fill(run.workflow.result, factsOf(run, ends))) };
}

function costOf(steps: readonly RehearsedStep[], reader: Reader): Cost {
  const count = (does: 'look' | 'change') => {
    const systems = steps.flatMap((step) =>
      step.does === does ? [reader.find(step.operation)?.connector.title ?? step.operation] : [],
    );
    return Object.fromEntries(
      [...new Set(systems)].map((one) => [one, systems.filter((other) => other === one).length]),
    );
  };
  return {
    looks: count('look'),
    changes: count('change'),
    approvals: steps.filter(({ does }) => does === 'ask for approval').length,
    tasks: steps.filter(({ does }) => does === 'wait for work by hand').length,
    models: 0,
  };
}
