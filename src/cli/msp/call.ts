import type { FoundOperation, Registry } from '../../connectors/registry.ts';
import { outputShape } from '../../connectors/shape.ts';
import type { Customer, Mode } from '../../domain/customer.ts';
import type { Roster } from '../../domain/roster.ts';
import { nearest } from '../../lib/nearest.ts';
import { Unsure } from '../../runs/intent.ts';
import { CommandError, toldOf } from './command-error.ts';
import { customerNamed } from './customer.ts';
import { inJson, type Terminal } from './terminal.ts';

/** What somebody asked for. */
export interface Asked {
  readonly operation: string;
  readonly customer: string;
  readonly input: string;
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly json: boolean;
}

/** A call, checked and ready to be made. */
export interface PlannedCall {
  readonly operation: string;
  readonly customer: Customer;
  readonly input: Readonly<Record<string, unknown>>;
}

interface Parts {
  readonly roster: Roster;
  readonly registry: Registry;
  /** Where a call would go; nowhere when nothing is connected. */
  readonly hosts: (customer: Customer, found: FoundOperation) => Promise<readonly string[]>;
  /** Makes a call that changes something, once, with its intent and its result written down. */
  readonly change: (call: PlannedCall) => Promise<unknown>;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** `msp call`: one operation, as the desk would call it. */
export async function callOperation(asked: Asked, parts: Parts): Promise<void> {
  const { registry, terminal, signal } = parts;
  const found = foundOr(asked.operation, registry);
  const customer = customerNamed(asked.customer, parts.roster);
  const call = {
    operation: asked.operation,
    customer,
    input: registry.checked(asked.operation, parsed(asked.input, found)),
  };
  const plan = await planOf(call, found, parts);
  if (asked.dryRun)
    return terminal.print(asked.json ? inJson({ sent: false, ...plan }) : inWords(plan, 'Nothing was sent.'));

  const isRead = found.operation.risk === 'read';
  const isSimulated = registry.isSimulated(asked.operation, customer);
  if (!isSimulated) assertNothingIsLost(asked.operation, found);
  if (!isRead && !asked.yes) await assertWanted(plan, terminal, signal);
  const output =
    isRead || isSimulated
      ? await registry.call(asked.operation, call.input, { customer, signal })
      : await changed(call, found, parts);
  const notes = notesOn(found, isSimulated);
  if (asked.json) return terminal.print(inJson({ ...plan, sent: !isSimulated, simulated: isSimulated, output, notes }));
  terminal.print(inJson(output));
  for (const note of notes) terminal.complain(note);
}

function foundOr(name: string, registry: Registry): FoundOperation {
  const found = registry.find(name);
  if (found) return found;
  const near = nearest(name, registry.names());
  throw new CommandError(
    `There is no operation ${name}.`,
    near ? `Did you mean ${near}?` : '`npx msp operations` lists them.',
  );
}

/** What stands in the message of the parser may be a part of what was typed, so that it is not repeated. */
function parsed(text: string, { operation }: FoundOperation): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError(
      'What follows --input is not JSON.',
      `Write it in single quotes, e.g. --input '${JSON.stringify(operation.example.input)}'.`,
    );
  }
}

interface Plan {
  readonly operation: string;
  readonly title: string;
  readonly risk: string;
  readonly customer: string;
  readonly mode: Mode;
  /** Empty when nothing leaves this machine. */
  readonly hosts: readonly string[];
  readonly input: Readonly<Record<string, unknown>>;
}

async function planOf({ operation, customer, input }: PlannedCall, found: FoundOperation, parts: Parts): Promise<Plan> {
  const { title, risk } = found.operation;
  const isSimulated = parts.registry.isSimulated(operation, customer);
  return {
    operation,
    title,
    risk,
    customer: customer.id,
    mode: parts.registry.modeOf(operation, customer),
    hosts: isSimulated ? [] : await parts.hosts(customer, found),
    input,
  };
}

function inWords({ operation, title, risk, customer, mode, hosts, input }: Plan, end: string): string {
  const to = hosts.length > 0 ? hosts.join(', ') : 'nobody; the answer is made up';
  return [
    `${title} (${operation}, risk ${risk})`,
    `for ${customer}, in ${mode} mode`,
    `to ${to}`,
    `with ${inJson(input)}`,
    end,
  ].join('\n');
}

async function assertWanted(plan: Plan, terminal: Terminal, signal: AbortSignal): Promise<void> {
  if (!terminal.canAsk) {
    throw new CommandError(
      `${plan.operation} changes something, and nobody is here to confirm it.`,
      'Look at it with --dry-run, then add --yes.',
    );
  }
  terminal.print(inWords(plan, ''));
  if (!(await terminal.ask('Send this?', signal))) throw new CommandError('Nothing was sent.', 'Say yes to send it.');
}

/** A new password that nobody gets to see only locks somebody out. */
function assertNothingIsLost(name: string, found: FoundOperation): void {
  const [field] = sealedIn(found);
  if (field === undefined) return;
  throw new CommandError(
    `${name} makes a secret (${field}) that only a ticket hands over. Called from here, nobody would get it.`,
    'Ask for it in a chat; /msp help lists how. --dry-run shows what would be sent.',
  );
}

async function changed(call: PlannedCall, { connector }: FoundOperation, { change }: Parts): Promise<unknown> {
  try {
    return await change(call);
  } catch (error) {
    if (!(error instanceof Unsure)) throw error;
    const why = toldOf(error.cause).message;
    throw new CommandError(`${error.message} ${why}`, `Look in ${connector.title} before you call it again.`);
  }
}

/** What whoever called must know about the answer. */
function notesOn(found: FoundOperation, isSimulated: boolean): string[] {
  return [
    ...(isSimulated ? ['In demo mode: the answer is made up, and nothing was changed.'] : []),
    ...sealedIn(found).map((field) => `${field} is sealed. Only the hand-over of a ticket opens it.`),
  ];
}

function sealedIn({ operation }: FoundOperation): string[] {
  return Object.entries(outputShape(operation).fields).flatMap(([name, { secret }]) => (secret ? [name] : []));
}
