import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { readerOf } from '../../connectors/reader.ts';
import type { Registry } from '../../connectors/registry.ts';
import { pastRuns } from '../../desk/past-runs.ts';
import { type Replayed, replay } from '../../desk/replay.ts';
import type { DeskFile } from '../../desk-file/desk-file.ts';
import type { Roster } from '../../domain/roster.ts';
import type { Workflow } from '../../domain/workflow.ts';
import { inMilliseconds, isDuration } from '../../lib/duration.ts';
import { FileProblems } from '../../lib/finding.ts';
import type { Journal } from '../../runs/journal.ts';
import type { Questions } from '../../store/questions.ts';
import type { Tickets } from '../../store/tickets.ts';
import { readWorkflow } from '../../workflows/load.ts';
import type { Classifiers } from './classifiers.ts';
import { CommandError } from './command-error.ts';
import { customerNamed } from './customer.ts';
import { replayBeliefs } from './replay-beliefs.ts';
import { inJson, type Terminal } from './terminal.ts';

/** What somebody asked for: a changed workflow, or two classifiers. */
export interface AskedReplay {
  readonly file?: string;
  readonly classifier?: string;
  readonly against: string;
  readonly customer?: string;
  /** A day such as 2026-11-01, or how long ago, such as 30d. */
  readonly since: string;
  readonly yes: boolean;
  readonly json: boolean;
}

/** What the desk remembers of its tickets. */
export interface Past {
  readonly tickets: Pick<Tickets, 'since'>;
  readonly questions: Pick<Questions, 'read'>;
  readonly journal: Pick<Journal, 'answersOf'>;
}

interface Parts extends Past {
  readonly roster: Roster;
  readonly policyFor: DeskFile['policy'];
  readonly registry: Registry;
  readonly workflows: readonly Workflow[];
  readonly classifiers: Classifiers;
  readonly terminal: Terminal;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

/** `msp replay`: past tickets through a changed workflow or another classifier, compared with today. No system is called. */
export async function replayTickets({ file, classifier, ...asked }: AskedReplay, parts: Parts): Promise<void> {
  const since = dayOf(asked.since, parts.now());
  const customerId = asked.customer === undefined ? undefined : customerNamed(asked.customer, parts.roster).id;
  if ((file === undefined) === (classifier === undefined)) {
    throw new CommandError(
      'A replay compares one thing: a workflow or a classifier.',
      'Name a changed workflow file, or a classifier with --classifier.',
    );
  }
  if (file !== undefined) return replayWorkflow(file, { since, customerId, json: asked.json }, parts);
  if (classifier !== undefined) return replayBeliefs({ ...asked, classifier, customerId, since }, parts);
}

interface Wanted {
  readonly since: Date;
  readonly customerId: string | undefined;
  readonly json: boolean;
}

async function replayWorkflow(file: string, { since, customerId, json }: Wanted, parts: Parts): Promise<void> {
  const { roster, registry, workflows, terminal } = parts;
  const changed = withChanged(await workflowIn(file, registry), workflows);
  const wanted = { since, ...(customerId === undefined ? {} : { customerId }) };
  const { classify } = await parts.classifiers.offline(roster.customers);
  const means = { ...parts, reader: readerOf(registry), classify };

  const replayed: Replayed[] = [];
  for await (const past of pastRuns(wanted, roster, changed, parts)) {
    parts.signal.throwIfAborted();
    replayed.push(await replay(past, workflows, changed, means));
  }
  terminal.print(json ? inJson({ tickets: replayed, summary: summaryOf(replayed) }) : inWords(replayed));
}

async function workflowIn(file: string, registry: Registry): Promise<Workflow> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CommandError(`The file ${file} can't be read.`, 'Check its name, and that you may read it.');
  });
  const read = readWorkflow(basename(file), text, registry);
  if ('problems' in read) throw new FileProblems(read.problems);
  return read.workflow;
}

/** Today's workflows with this one in the place of its namesake. */
function withChanged(changed: Workflow, workflows: readonly Workflow[]): Workflow[] {
  const isNew = workflows.every(({ name }) => name !== changed.name);
  return [...workflows.map((one) => (one.name === changed.name ? changed : one)), ...(isNew ? [changed] : [])];
}

function dayOf(written: string, now: Date): Date {
  if (isDuration(written)) return new Date(now.getTime() - inMilliseconds(written));
  const day = new Date(written);
  if (!Number.isNaN(day.getTime())) return day;
  throw new CommandError(`"${written}" is no day.`, 'Write a day such as 2026-11-01, or how long ago, such as 30d.');
}

function summaryOf(replayed: readonly Replayed[]) {
  const of = (what: Replayed['differs'][number]) => replayed.filter(({ differs }) => differs.includes(what)).length;
  return {
    tickets: replayed.length,
    different: replayed.filter(({ differs }) => differs.length > 0).length,
    workflow: of('workflow'),
    steps: of('steps'),
    approvals: of('approvals'),
    changes: of('changes'),
    outcome: of('outcome'),
  };
}

function inWords(replayed: readonly Replayed[]): string {
  const { tickets, different, ...by } = summaryOf(replayed);
  const counts = Object.entries(by).flatMap(([what, count]) => (count > 0 ? [`${what} ${count}`] : []));
  return [
    ...replayed.filter(({ differs }) => differs.length > 0).flatMap(lines),
    `${different} of ${tickets} tickets would go another way${counts.length > 0 ? `: ${counts.join(', ')}` : ''}.`,
    'Nothing was called: what was read then was taken from the journal, and the rest from examples.',
  ].join('\n');
}

function lines({ ticket, was, today, changed, differs }: Replayed): string[] {
  const before = `${was.workflow ?? 'nothing'}, ${was.outcome ?? 'without an end'}`;
  return [
    `${ticket} (was ${before})`,
    ...differs.map((what) => `  ${what}: ${shown(today[what])} → ${shown(changed[what])}`),
  ];
}

function shown(value: string | readonly string[]): string {
  return typeof value === 'string' ? value : value.join('; ') || 'none';
}
