import type { Connector, Finding } from '../../../src/connectors/connector.ts';
import type { OwnCall } from '../../../src/connectors/inbox.ts';
import type { Call } from '../../../src/connectors/operation.ts';
import type { Incoming, Outgoing, Send } from '../../../src/egress/send.ts';
import { checkAgainst } from '../../fakes/vendors/specs.ts';
import type { Enrolled, FakeVendor, VendorAnswer, VendorRequest } from '../../fakes/vendors/vendor.ts';

type Before = (request: VendorRequest) => VendorAnswer | undefined;

const { signal } = new AbortController();

/** One of Zoho's services, and the desk as it speaks to it for each customer. */
export function openStage<Fake extends FakeVendor & { readonly accounts: { now(): number } }>(
  fake: Fake,
  connector: Connector,
) {
  const requests: VendorRequest[] = [];
  const before: Before[] = [];
  const now = () => new Date(fake.accounts.now());
  const sealed = new Map<string, string>();
  const notes: unknown[] = [];

  const sendTo =
    (hosts: readonly string[]): Send =>
    async (outgoing) => {
      const request = requestOf(outgoing);
      requests.push(request);
      if (!hosts.includes(request.host)) throw new Error(`${request.host} is no host of this connection`);
      const instead = before.map((look) => look(request)).find((answer) => answer !== undefined);
      const wrong = fake.isUndescribed?.(request) ? [] : checkAgainst(fake.specs)(request);
      if (wrong.length > 0) throw new Error(`${request.method} ${request.path} ${wrong.join(', ')}`);
      return incomingOf(instead ?? (await fake.answer(request)));
    };
  const callWith = (reference: string): Call => ({
    signal,
    reference,
    secrets: {
      password: () => Promise.reject(new Error('Zoho needs no password')),
      async seal(field, value) {
        sealed.set(`sealed:${field}`, value);
        return `sealed:${field}`;
      },
    },
    records: {
      async keepSessionNotes(kept) {
        notes.push(kept);
        return ['session-record'];
      },
    },
  });

  return {
    fake,
    requests,
    now,
    /** What was sealed, by its reference. */
    sealed,
    notes,
    /** Looks at every request before it is answered, and may answer instead. */
    before: (look: Before) => void before.push(look),
    connect({ connection: written, credentials: given }: Enrolled, more: object = {}) {
      const credentials = new Map(Object.entries(given));
      const connection = connector.connection.parse({ ...Object(written), ...more });
      const credential = async (reference: string) => credentials.get(reference) ?? '';
      const tools = { send: sendTo(connector.hosts(connection)), credential, now };
      const client = connector.connect(connection, tools);
      /** As the registry calls it: what goes in and what comes out are checked. */
      const perform = async (verb: 'run' | 'find', name: string, input: unknown, reference: string) => {
        const operation = connector.operations[name];
        const work = operation?.[verb];
        if (!operation || !work) throw new Error(`${connector.name}.${name} has no ${verb}`);
        const output = await work.call(operation, operation.input.parse(input), client, callWith(reference));
        return output === 'absent' ? output : operation.output.parse(output);
      };
      return {
        connection,
        credentials,
        tools,
        run: (name: string, input: unknown, reference = 'call-1') => perform('run', name, input, reference),
        find: (name: string, input: unknown, reference = 'call-1') => perform('find', name, input, reference),
        make: ({ operation, input }: OwnCall) => perform('run', operation, input, 'call-1'),
        owner: () => connector.owner.actual(client, signal),
        check: (): Promise<readonly Finding[]> => connector.check(client, signal),
      };
    },
  };
}

function requestOf({ method, url, headers = {}, body = '' }: Outgoing): VendorRequest {
  const { host, pathname, searchParams } = new URL(url);
  const lowered = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return { host, method, path: pathname, query: searchParams, headers: Object.fromEntries(lowered), body };
}

function incomingOf({ status, headers, body }: VendorAnswer): Incoming {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers: new Headers(headers), text };
}
