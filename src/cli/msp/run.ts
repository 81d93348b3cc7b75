import { readerOf } from '../../connectors/reader.ts';
import type { Registry } from '../../connectors/registry.ts';
import type { Rehearsal } from '../../desk/rehearsal.ts';
import { costInWords, linesOf } from '../../desk/rehearsal-words.ts';
import { rehearse } from '../../desk/rehearse.ts';
import type { DeskFile } from '../../desk-file/desk-file.ts';
import { formOf } from '../../domain/input-form.ts';
import type { Person } from '../../domain/person.ts';
import type { Roster } from '../../domain/roster.ts';
import type { Workflow } from '../../domain/workflow.ts';
import { nearest } from '../../lib/nearest.ts';
import type { GivenInputs } from '../../workflows/gather.ts';
import { CommandError } from './command-error.ts';
import { customerNamed } from './customer.ts';
import { inJson, type Terminal } from './terminal.ts';

/** What somebody asked for; inputs as `name=value`. */
export interface AskedRun {
  readonly workflow: string;
  readonly customer: string;
  readonly inputs: readonly string[];
  readonly dryRun: boolean;
  readonly json: boolean;
}

interface Parts {
  readonly roster: Roster;
  readonly policyFor: DeskFile['policy'];
  readonly registry: Registry;
  readonly workflows: readonly Workflow[];
  readonly terminal: Terminal;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

/** `msp run --dry-run`: what a workflow would do for a customer now. A real run needs somebody who asks and is told. */
export async function runWorkflow(
  asked: AskedRun,
  { roster, policyFor, registry, workflows, terminal, now, signal }: Parts,
) {
  const workflow = workflowNamed(asked.workflow, workflows);
  const customer = customerNamed(asked.customer, roster);
  const inputs = inputsOf(asked.inputs, workflow);
  if (!asked.dryRun) {
    throw new CommandError(
      'A workflow runs for a ticket, so that somebody is asked, told and answered.',
      `See what it would do with --dry-run, or ask for it in a chat: /msp ${workflow.name}.`,
    );
  }
  const missing = Object.keys(workflow.inputs).filter((name) => !Object.hasOwn(inputs, name));
  const shown = await rehearse(
    { workflow, customer, requester: whoeverTypes, inputs, missing },
    { reader: readerOf(registry), roster, policyFor, now, signal },
  );
  terminal.print(asked.json ? inJson(shown) : inWords(shown));
}

/** Somebody at the keyboard of the server: known to no chat, and no approver's own self. */
export const whoeverTypes: Person = { id: 'command line', name: 'Whoever asks', identities: [], roles: {} };

function workflowNamed(name: string, workflows: readonly Workflow[]): Workflow {
  const found = workflows.find((workflow) => workflow.name === name);
  if (found) return found;
  const names = workflows.map((workflow) => workflow.name);
  const near = nearest(name, names);
  throw new CommandError(
    `There is no workflow ${name}.`,
    near ? `Did you mean ${near}?` : `Name one of ${names.join(', ')}.`,
  );
}

function inputsOf(given: readonly string[], workflow: Workflow): GivenInputs {
  return Object.fromEntries(given.map((one) => inputIn(one, workflow)));
}

function inputIn(written: string, { name: workflow, inputs }: Workflow) {
  const [name = '', ...rest] = written.split('=');
  const input = Object.hasOwn(inputs, name) ? inputs[name] : undefined;
  if (!input) {
    const names = Object.keys(inputs);
    const remedy =
      names.length > 0 ? `It takes ${names.map((one) => `--input ${one}=…`).join(' ')}.` : 'It takes none.';
    throw new CommandError(`${workflow} takes no input ${name}.`, remedy);
  }
  const form = formOf(input.kind);
  const value = form.read(rest.join('=').trim());
  if (value === undefined) throw new CommandError(`${name} is not written as it must be.`, form.hint);
  return [name, { value, origin: 'typed command' as const }] as const;
}

function inWords(shown: Rehearsal): string {
  const { workflow, customer, outcome, result, cost } = shown;
  return [
    `${workflow.title} (${workflow.name}, version ${workflow.version}) for ${customer.name}`,
    ...linesOf(shown).map(({ title, says, stops }) => `${stops ? '✗' : '·'} ${title} – ${says}`),
    `→ ${outcome}: ${result}`,
    costInWords(cost),
    'Only looked up; nothing was changed, and nobody was asked.',
  ].join('\n');
}
