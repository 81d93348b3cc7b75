import { z } from 'zod';
import type { Customer, Mode } from '../domain/customer.ts';
import type { Connector } from './connector.ts';
import { ConnectorError } from './connector-error.ts';
import { demoAnswer } from './demo-answer.ts';
import type { Operation } from './operation.ts';

/** An operation, and the connector it belongs to. */
interface FoundOperation {
  readonly connector: Connector;
  readonly name: string;
  readonly operation: Operation;
}

/** For which customer a call is made, and what stops it. */
interface CallContext {
  readonly customer: Customer;
  readonly signal: AbortSignal;
}

/** Every operation by its full name, e.g. `graph.getUser`. */
export interface Registry {
  names(): string[];
  find(name: string): FoundOperation | undefined;
  /** Whether a call would change nothing outside, because the answer is made up here; it dies with this process. */
  isSimulated(name: string, customer: Customer): boolean;
  /** How real a call would be. */
  modeOf(name: string, customer: Customer): Mode;
  /** What a call is really made with: checked, and with its defaults. Throws `ConnectorError`. */
  checked(name: string, input: unknown): Readonly<Record<string, unknown>>;
  /** Checks what goes in and what comes out; throws `ConnectorError`, or the signal's reason when stopped. */
  call(name: string, input: unknown, context: CallContext): Promise<unknown>;
}

interface Parts {
  readonly connectors: readonly Connector[];
  /** `pause` makes a demo answer take as long as a real one. */
  readonly demo: { readonly pause: (signal: AbortSignal) => Promise<void> };
}

/** What a mode means. */
interface Meaning {
  readonly simulated: boolean;
  answer(found: FoundOperation, input: unknown, context: CallContext): Promise<unknown>;
}

const Fields = z.record(z.string(), z.unknown());

/** The one place that knows what a mode means. */
export function createRegistry({ connectors, demo }: Parts): Registry {
  const known = new Map(connectors.flatMap(operationsOf).map((found) => [fullName(found), found]));
  const modes = {
    demo: {
      simulated: true,
      async answer({ operation }, input, { signal }) {
        await demo.pause(signal);
        signal.throwIfAborted();
        return demoAnswer(operation.example, input);
      },
    },
    sandbox: { simulated: false, answer: notYet },
    production: { simulated: false, answer: notYet },
  } satisfies Record<Mode, Meaning>;
  const foundOr = (name: string): FoundOperation => {
    const found = known.get(name);
    if (!found) throw unknownOperation(name);
    return found;
  };
  const modeOf = (name: string, customer: Customer) => customer.modes[foundOr(name).connector.name] ?? 'demo';

  return {
    names: () => [...known.keys()],
    find: (name) => known.get(name),
    isSimulated: (name, customer) => known.has(name) && modes[modeOf(name, customer)].simulated,
    modeOf,
    checked: (name, input) => Fields.parse(checkedInput(foundOr(name), input)),
    async call(name, input, context) {
      const found = foundOr(name);
      const asked = checkedInput(found, input);
      return checkedOutput(found, await modes[modeOf(name, context.customer)].answer(found, asked, context));
    },
  };
}

function operationsOf(connector: Connector): FoundOperation[] {
  return Object.entries(connector.operations).map(([name, operation]) => ({ connector, name, operation }));
}

function fullName({ connector, name }: FoundOperation): string {
  return `${connector.name}.${name}`;
}

async function notYet({ connector }: FoundOperation, _input: unknown, { customer }: CallContext): Promise<never> {
  throw new ConnectorError('unavailable', `${connector.title} answers in demo mode only in this release.`, {
    remedy: `Set modes.${connector.name} of the customer ${customer.id} to demo in the settings, or leave it out.`,
    definite: true,
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
