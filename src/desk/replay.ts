import { z } from 'zod';
import type { Classify } from '../classify/classify.ts';
import type { Reader } from '../connectors/reader.ts';
import type { Customer } from '../domain/customer.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Roster } from '../domain/roster.ts';
import type { Ticket } from '../domain/ticket.ts';
import { Workflow } from '../domain/workflow.ts';
import type { GivenInputs } from '../workflows/gather.ts';
import { chosenFor } from './chosen.ts';
import { recordedReader } from './recorded-reader.ts';
import type { Rehearsal, RehearsalParts } from './rehearsal.ts';
import { costInWords } from './rehearsal-words.ts';
import { rehearse } from './rehearse.ts';

/** A ticket that has been dealt with, and what is left of its run. */
export interface PastRun {
  readonly ticket: Ticket;
  readonly customer: Customer;
  readonly workflow: string | null;
  readonly outcome: Outcome | null;
  /** What people answered when they were asked for inputs, by input. */
  readonly answered: GivenInputs;
  /** Which workflow somebody said they meant; `null` for another one, absent where nobody was asked. */
  readonly meant: string | null | undefined;
  /** What its steps answered, by step; empty where nothing is left of it. */
  readonly answers: ReadonlyMap<string, unknown>;
}

/** The way a ticket takes through one set of workflows. */
interface Way {
  readonly workflow: string;
  readonly version: number;
  /** What is done, in order. */
  readonly steps: readonly string[];
  /** What each approval covers, and who would be asked. */
  readonly approvals: readonly string[];
  /** What would be changed, with every value. */
  readonly changes: readonly string[];
  readonly outcome: Rehearsal['outcome'];
  readonly cost: string;
}

const differences = ['workflow', 'steps', 'approvals', 'changes', 'outcome'] as const satisfies readonly (keyof Way)[];

/** A past ticket through today's workflows and through changed ones. */
export interface Replayed {
  readonly ticket: string;
  readonly subject: string;
  /** What became of it then. */
  readonly was: { readonly workflow: string | null; readonly outcome: Outcome | null };
  readonly today: Way;
  readonly changed: Way;
  readonly differs: readonly (typeof differences)[number][];
}

interface Parts {
  readonly reader: Reader;
  readonly classify: Classify;
  readonly roster: Roster;
  readonly policyFor: RehearsalParts['policyFor'];
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

/** Compares without a call: what was read then is read again from the journal, and what was not is taken from examples. */
export async function replay(
  past: PastRun,
  today: readonly Workflow[],
  changed: readonly Workflow[],
  parts: Parts,
): Promise<Replayed> {
  const { ticket, workflow, outcome } = past;
  const ways = [await wayOf(past, today, parts), await wayOf(past, changed, parts)] as const;
  const [before, after] = ways;
  const differs = differences.filter((what) => JSON.stringify(before[what]) !== JSON.stringify(after[what]));
  const { id, subject } = ticket;
  return { ticket: id, subject, was: { workflow, outcome }, today: before, changed: after, differs };
}

async function wayOf(past: PastRun, workflows: readonly Workflow[], parts: Parts): Promise<Way> {
  const { ticket, customer, answered, answers } = past;
  const believed = ticket.command ? undefined : await parts.classify(ticket, workflows);
  const { reader } = parts;
  const choice = chosenFor(ticket, believed, customer, { workflows, registry: reader });
  const likely = choice.likely.find(({ workflow }) => workflow.name === past.meant);
  const { workflow, inputs: found, missing } = likely ?? choice;
  const inputs = { ...found, ...pick(answered, missing) };
  const rehearsal = await rehearse(
    {
      workflow,
      customer,
      requester: ticket.requester,
      inputs,
      missing: missing.filter((name) => !Object.hasOwn(inputs, name)),
      ticket,
      between: past.meant === undefined ? choice.likely.map((one) => one.workflow.title) : [],
      ...(believed ? { classification: believed } : {}),
    },
    { ...parts, reader: recordedReader(reader, answers, workflowThen(past)) },
  );
  return inShort(rehearsal);
}

function inShort({ workflow, steps, outcome, cost }: Rehearsal): Way {
  return {
    workflow: workflow.name,
    version: workflow.version,
    steps: steps.map(({ step, does }) => `${step}: ${does}`),
    approvals: steps.flatMap((step) =>
      step.does === 'ask for approval' ? [`${step.of.join(', ')} (${step.deciders.join(', ') || 'nobody'})`] : [],
    ),
    changes: steps.flatMap((step) =>
      step.does === 'change'
        ? [
            `${step.operation} ${JSON.stringify(Object.fromEntries(step.values.map(({ name, value }) => [name, value])))}`,
          ]
        : [],
    ),
    outcome,
    cost: costInWords(cost),
  };
}

const Understood = z.object({
  workflow: Workflow,
  likely: z.array(z.object({ workflow: Workflow })).default([]),
});

/** The workflow as it was when the run began: the journal has it, also the one that somebody chose. */
function workflowThen({ answers, meant }: PastRun): Workflow | undefined {
  const { workflow, likely = [] } = Understood.safeParse(answers.get('understand')).data ?? {};
  return likely.find((one) => one.workflow.name === meant)?.workflow ?? workflow;
}

function pick(given: GivenInputs, names: readonly string[]): GivenInputs {
  return Object.fromEntries(Object.entries(given).filter(([name]) => names.includes(name)));
}
