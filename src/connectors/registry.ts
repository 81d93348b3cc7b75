import { z } from 'zod';
import type { Customer, Mode } from '../domain/customer.ts';
import type { Evidence } from '../domain/evidence.ts';
import { type Connections, noConnections } from './connections.ts';
import type { Connector } from './connector.ts';
import { ConnectorError } from './connector-error.ts';
import { demoAnswer } from './demo-answer.ts';
import type { Call, Operation } from './operation.ts';
import { vendorError } from './vendor-error.ts';

/** An operation, and the connector it belongs to. */
export interface FoundOperation {
  readonly connector: Connector;
  readonly name: string;
  readonly operation: Operation;
}

/** For which customer a call is made, what stops it, and what it may use when it is no mere look. */
export interface CallContext {
  readonly customer: Customer;
  readonly signal: AbortSignal;
  readonly effect?: Omit<Call, 'signal'>;
}

/** Every operation by its full name, e.g. `graph.getUser`. */
export interface Registry {
  readonly connectors: readonly Connector[];
  names(): string[];
  find(name: string): FoundOperation | undefined;
  /** Whether a call would change nothing outside, because the answer is made up here; it dies with this process. */
  isSimulated(name: string, customer: Customer): boolean;
  /** The same of everything a connector does. */
  pretends(connector: Connector, customer: Customer): boolean;
  /** Whose data a call would open, in its vendor's words and as `desk.yaml` says; `undefined` when nothing is connected. */
  organisationOf(name: string, customer: Customer): Promise<string | undefined>;
  /** How real a call would be. */
  modeOf(name: string, customer: Customer): Mode;
  /** What a call is really made with: checked, and with its defaults. Throws `ConnectorError`. */
  checked(name: string, input: unknown): Readonly<Record<string, unknown>>;
  /** Checks what goes in and what comes out; throws `ConnectorError`, or the signal's reason when stopped. */
  call(name: string, input: unknown, context: CallContext): Promise<unknown>;
  /** Looks whether a call was carried out that may have been: its output, `absent`, or `unknown` when nobody can look. */
  lookFor(name: string, input: unknown, context: CallContext): Promise<Evidence>;
}

interface Parts {
  readonly connectors: readonly Connector[];
  /** `pause` makes a demo answer take as long as a real one. */
  readonly demo: { readonly pause: (signal: AbortSignal) => Promise<void> };
  /** By default nothing is connected, and only demo mode answers. */
  readonly connections?: Connections;
}

/** What a mode means. */
interface Meaning {
  readonly simulated: boolean;
  answer(found: FoundOperation, input: unknown, context: CallContext): Promise<unknown>;
  lookFor(found: FoundOperation, input: unknown, context: CallContext): Promise<Evidence>;
}

const Fields = z.record(z.string(), z.unknown());

/** The one place that knows what a mode means. */
export function createRegistry({ connectors, demo, connections = noConnections }: Parts): Registry {
  const known = new Map(connectors.flatMap(operationsOf).map((found) => [fullName(found), found]));
  const live = ({ tested }: { readonly tested: boolean }): Meaning => ({
    simulated: false,
    async answer(found, input, { customer, signal, effect = nothingBut(found) }) {
      const client = await connections.open(customer, found.connector, { tested, signal });
      return found.operation.run(input, client, { signal, ...effect }).catch((cause) => {
        throw signal.aborted && cause === signal.reason ? tookTooLong(found, cause) : cause;
      });
    },
    async lookFor({ connector, operation }, input, { customer, signal, effect }) {
      if (!operation.find || !effect) return 'unknown';
      const client = await connections.open(customer, connector, { tested, signal });
      const output = await operation.find(input, client, { signal, ...effect });
      return output === 'absent' ? 'absent' : { output };
    },
  });
  const modes = {
    demo: {
      simulated: true,
      async answer({ operation }, input, { signal }) {
        await demo.pause(signal);
        signal.throwIfAborted();
        return demoAnswer(operation.example, input);
      },
      lookFor: async () => 'unknown',
    },
    sandbox: live({ tested: false }),
    production: live({ tested: true }),
  } satisfies Record<Mode, Meaning>;
  const foundOr = (name: string): FoundOperation => {
    const found = known.get(name);
    if (!found) throw unknownOperation(name);
    return found;
  };
  const modeFor = ({ name }: Connector, customer: Customer) => customer.modes[name] ?? 'demo';
  const modeOf = (name: string, customer: Customer) => modeFor(foundOr(name).connector, customer);

  return {
    connectors,
    names: () => [...known.keys()],
    find: (name) => known.get(name),
    isSimulated: (name, customer) => known.has(name) && modes[modeOf(name, customer)].simulated,
    pretends: (connector, customer) => modes[modeFor(connector, customer)].simulated,
    async organisationOf(name, customer) {
      const { connector } = foundOr(name);
      const reach = await connections.reach(customer, connector);
      return reach && connector.owner.expected(reach.connection);
    },
    modeOf,
    checked: (name, input) => Fields.parse(checkedInput(foundOr(name), input)),
    async call(name, input, context) {
      const found = foundOr(name);
      const asked = checkedInput(found, input);
      return checkedOutput(found, await modes[modeOf(name, context.customer)].answer(found, asked, context));
    },
    async lookFor(name, input, context) {
      const found = foundOr(name);
      const asked = checkedInput(found, input);
      const evidence = await modes[modeOf(name, context.customer)].lookFor(found, asked, context);
      return typeof evidence === 'string' ? evidence : { output: checkedOutput(found, evidence.output) };
    },
  };
}

function operationsOf(connector: Connector): FoundOperation[] {
  return Object.entries(connector.operations).map(([name, operation]) => ({ connector, name, operation }));
}

function fullName({ connector, name }: FoundOperation): string {
  return `${connector.name}.${name}`;
}

/** A look needs nothing; whatever changes something has its intent written down, and brings its effect. */
function nothingBut(found: FoundOperation): Omit<Call, 'signal'> {
  if (found.operation.risk !== 'read') throw new TypeError(`${fullName(found)} was called without its effect`);
  const none = () => Promise.reject(new TypeError(`${fullName(found)} only looks`));
  return { reference: '', secrets: { password: none, seal: none }, records: { keepSessionNotes: none } };
}

/** Whoever gave the time is not waiting any more; what was sent may still be carried out. */
function tookTooLong({ connector, operation }: FoundOperation, cause: unknown): ConnectorError {
  return vendorError(connector.title, 'API call timeout', {
    remedy: `Look whether ${connector.title} is slow or down, and ask again later.`,
    definite: operation.risk === 'read',
    cause,
  });
}

function unknownOperation(name: string): ConnectorError {
  return new ConnectorError('invalid', `There is no operation ${name}.`, {
    remedy: 'Use one of those listed in docs/operations.md.',
    definite: true,
  });
}

function checkedInput(found: FoundOperation, input: unknown): unknown {
  const { success, data, error } = found.operation.input.safeParse(input);
  if (success) return data;
  throw new ConnectorError('invalid', `${fullName(found)} can't be called like this: ${inWords(error)}.`, {
    remedy: `Correct these fields. docs/operations.md says what ${fullName(found)} takes.`,
    definite: true,
    cause: error,
  });
}

function checkedOutput(found: FoundOperation, output: unknown): unknown {
  const { success, data, error } = found.operation.output.safeParse(output);
  if (success) return data;
  throw new ConnectorError('invalid', `${fullName(found)} gave an answer we can't read: ${inWords(error)}.`, {
    remedy: `Look in ${found.connector.title} whether it was done, and report this to whoever looks after the desk.`,
    definite: found.operation.risk === 'read',
    cause: error,
  });
}

/** Names fields and never their values, which may be secret. */
function inWords({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => [z.core.toDotPath(path), message].filter(Boolean).join(': ')).join('; ');
}
