import type { Connector } from '../../../src/connectors/connector.ts';
import type { Call } from '../../../src/connectors/operation.ts';
import { createSend, type Deadline } from '../../../src/egress/create-send.ts';
import type { Send } from '../../../src/egress/send.ts';
import { createTransport } from '../../../src/egress/transport.ts';
import { type Lab, openLab } from './lab.ts';
import type { Enrolled, FakeVendor } from './vendor.ts';

/** A connector at work for customers of a fake vendor, over real HTTPS, with the product's own patience and no real waits. */
export interface Stage<Fake extends FakeVendor> {
  readonly fake: Fake;
  readonly lab: Lab;
  /** Another customer, connected as the product would. Sent requests say whose they are in `x-test-customer`. */
  join(customer: string): Joined;
  /** Ends every try that is under way, as if its time were over. */
  runOutOfTime(): void;
  /** Throws when a request was not as the vendor describes it. */
  close(): Promise<void>;
}

export interface Joined extends Enrolled {
  /** Parses the input and the answer as the registry does. A second call with one reference is a repeat of the first. */
  call(operation: string, input: unknown, given?: Partial<Call>): Promise<unknown>;
  /** Looks whether a call was carried out. */
  find(operation: string, input: unknown, given?: Partial<Call>): Promise<unknown>;
}

/** The password of every call on a stage, which must not be seen anywhere but at the vendor. */
export const stagePassword = 'Plover-Quartz-71-Lagoon';

export async function openStage<Fake extends FakeVendor>(connector: Connector, fake: Fake): Promise<Stage<Fake>> {
  const lab = await openLab([fake]);
  const transport = createTransport({ proxy: lab.proxy, ca: lab.ca });
  const running = new Set<AbortController>();

  const deadline = (): Deadline => {
    const late = new AbortController();
    running.add(late);
    return { signal: late.signal, cancel: () => running.delete(late) };
  };
  return {
    fake,
    lab,
    join(customer) {
      const enrolled = fake.enrol(customer);
      const settings = connector.connection.parse(enrolled.connection);
      const send = createSend({
        transport,
        hosts: connector.hosts(settings),
        deadline,
        random: () => 0,
        pause: async (_, signal) => signal.throwIfAborted(),
      });
      const client = connector.connect(settings, {
        send: marked(send, customer),
        credential: async (reference) => credentialOf(enrolled, reference),
        now: () => new Date(),
      });
      const found = (name: string) => {
        const operation = connector.operations[name];
        if (!operation) throw new Error(`There is no ${connector.name}.${name}`);
        return operation;
      };
      return {
        ...enrolled,
        async call(name, input, given) {
          const operation = found(name);
          return operation.output.parse(await operation.run(operation.input.parse(input), client, callOf(given)));
        },
        async find(name, input, given) {
          const operation = found(name);
          return operation.find?.(operation.input.parse(input), client, callOf(given));
        },
      };
    },
    runOutOfTime() {
      for (const late of running) late.abort();
    },
    async close() {
      try {
        await lab.close();
      } finally {
        await transport.close();
      }
    },
  };
}

function marked(send: Send, customer: string): Send {
  return (outgoing) => send({ ...outgoing, headers: { ...outgoing.headers, 'x-test-customer': customer } });
}

function credentialOf({ credentials }: Enrolled, reference: string): string {
  const value = credentials[reference];
  if (value === undefined) throw new Error(`Nothing stands behind ${reference}`);
  return value;
}

function callOf(given: Partial<Call> = {}): Call {
  return {
    signal: new AbortController().signal,
    reference: 'call-0001',
    secrets: {
      password: async () => ({ value: stagePassword, sealed: 'sealed:password' }),
      seal: async (field) => `sealed:${field}`,
    },
    records: { keepSessionNotes: async () => ['session-record'] },
    ...given,
  };
}
