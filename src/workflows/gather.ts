import type { Classification } from '../domain/classification.ts';
import { formOf } from '../domain/input-form.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { InputSource, Origin, Workflow, WorkflowInput } from '../domain/workflow.ts';

/** A value, and where it came from. */
export interface GivenInput {
  readonly value: string;
  readonly origin: Origin;
  /** The id of whoever answered with it. */
  readonly by?: string;
}

/** What a run is started with, by input name. */
export type GivenInputs = Readonly<Record<string, GivenInput>>;

/** What a classification offers for them. */
type Believed = Pick<Classification, 'inputs'>;

/** What is known of a workflow's inputs, each from the first of its sources that has a value. */
export function gather(workflow: Workflow, ticket: Ticket, believed: Believed | undefined): GivenInputs {
  return Object.fromEntries(
    Object.entries(workflow.inputs).flatMap(([name, input]) => {
      const [given] = input.from.flatMap((source) => {
        const written = sources[source].look(name, input, ticket, believed)?.trim();
        const value = written && formOf(input.kind).read(written);
        return value ? [{ value, origin: sources[source].origin }] : [];
      });
      return given ? [[name, given]] : [];
    }),
  );
}

interface Source {
  readonly origin: Origin;
  look(name: string, input: WorkflowInput, ticket: Ticket, believed: Believed | undefined): string | undefined;
}

const sources = {
  command: { origin: 'typed command', look: (name, _, { command }) => own(command?.inputs, name) },
  identity: {
    origin: 'signed-in identity',
    look: (_, { kind }, { requester }) => (kind === 'account' ? requester.account : undefined),
  },
  text: { origin: 'message text', look: (name, _, __, believed) => own(believed?.inputs, name) },
} satisfies Record<InputSource, Source>;

function own(inputs: Readonly<Record<string, string>> | undefined, name: string): string | undefined {
  return inputs && Object.hasOwn(inputs, name) ? inputs[name] : undefined;
}
