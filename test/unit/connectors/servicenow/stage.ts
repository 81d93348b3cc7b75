import type { Operation } from '../../../../src/connectors/operation.ts';
import { connect, type ServiceNow } from '../../../../src/connectors/servicenow/client.ts';
import { Connection, hostOf } from '../../../../src/connectors/servicenow/connection.ts';
import { serviceNow } from '../../../../src/connectors/servicenow/connector.ts';
import type { Tools } from '../../../../src/connectors/tools.ts';
import { createSend } from '../../../../src/egress/create-send.ts';
import { createTransport } from '../../../../src/egress/transport.ts';
import { type Lab, openLab } from '../../../fakes/vendors/lab.ts';
import type { Instance } from '../../../fakes/vendors/servicenow/instance.ts';
import { createServiceNow, type FakeServiceNow } from '../../../fakes/vendors/servicenow.ts';

type Kind = Parameters<FakeServiceNow['enrolWith']>[1];
type Operations = keyof typeof serviceNow.operations;

/** One customer's instance, and the product's own connector connected to it. */
export interface Office {
  readonly instance: Instance;
  readonly connection: Connection;
  readonly client: ServiceNow;
  readonly tools: Tools;
  /** What the references of the connection stand for; it may change. */
  readonly credentials: Record<string, string>;
  run(name: string, input: unknown, reference?: string): Promise<Record<string, unknown>>;
  find(name: string, input: unknown, reference?: string): Promise<unknown>;
  /** What was sent since the last time this was asked, as `METHOD path`. */
  sent(): readonly string[];
}

/** The cloud over real HTTPS, with a clock that tests move. */
export interface Stage {
  readonly lab: Lab;
  readonly clock: { now: Date };
  open(customer: string, more?: { readonly kind?: Kind; readonly connection?: object }): Office;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const clock = { now: new Date('2026-11-23T09:00:00Z') };
  const fake = createServiceNow({ now: () => clock.now });
  const lab = await openLab([fake]);
  const transport = createTransport({ proxy: lab.proxy, ca: lab.ca });

  return {
    lab,
    clock,
    open(customer, { kind = 'client-credentials', connection: more } = {}) {
      const enrolled = fake.enrolWith(customer, kind);
      const connection = Connection.parse({ ...Object(enrolled.connection), ...more });
      const credentials = { ...enrolled.credentials };
      const tools: Tools = {
        send: createSend({ transport, hosts: [hostOf(connection)], pause: async () => {} }),
        credential: async (reference) => credentials[reference] ?? '',
        now: () => clock.now,
      };
      const client = connect(connection, tools);
      const instance = fake.instance(customer);
      let seen = 0;
      return {
        instance,
        connection,
        client,
        tools,
        credentials,
        async run(name, input, reference = 'call-1') {
          const { operation, asked, call } = prepared(name, input, reference);
          return Object(operation.output.parse(await operation.run(asked, client, call)));
        },
        async find(name, input, reference = 'call-1') {
          const { operation, asked, call } = prepared(name, input, reference);
          const found = await operation.find?.(asked, client, call);
          return found === 'absent' ? found : operation.output.parse(found);
        },
        sent() {
          const own = lab.requests().filter(({ host }) => host === instance.host);
          const fresh = own.slice(seen).map(({ method, path }) => `${method} ${path}`);
          seen = own.length;
          return fresh;
        },
      };
    },
    async close() {
      await transport.close();
      await lab.close();
    },
  };
}

function prepared(name: string, input: unknown, reference: string) {
  const operation = serviceNow.operations[name as Operations] as Operation;
  const none = () => Promise.reject(new Error('not here'));
  const call = {
    signal: AbortSignal.timeout(10_000),
    reference,
    secrets: { password: none, seal: none },
    records: { keepSessionNotes: none },
  };
  return { operation, asked: operation.input.parse(input), call };
}
