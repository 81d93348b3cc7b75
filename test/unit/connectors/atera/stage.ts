import { atera } from '../../../../src/connectors/atera/connector.ts';
import type { Connector, Finding } from '../../../../src/connectors/connector.ts';
import type { Call } from '../../../../src/connectors/operation.ts';
import type { Incoming, Outgoing, Send } from '../../../../src/egress/send.ts';
import { openAtera } from '../../../fakes/vendors/atera.ts';
import { checkAgainst } from '../../../fakes/vendors/specs.ts';
import type { VendorAnswer, VendorRequest } from '../../../fakes/vendors/vendor.ts';

type Before = (request: VendorRequest) => VendorAnswer | undefined;

/** Atera, and the desk as it speaks to it for each customer. */
export function openStage(now: () => Date = () => new Date('2026-11-23T03:00:00Z')) {
  const fake = openAtera(now);
  const credentials = new Map<string, string>();
  const requests: Outgoing[] = [];
  const before: Before[] = [];

  const send: Send = async (outgoing) => {
    requests.push(outgoing);
    const request = requestOf(outgoing);
    const instead = before.map((look) => look(request)).find((answer) => answer !== undefined);
    if (instead) return incomingOf(instead);
    const wrong = checkAgainst(fake.specs)(request);
    if (wrong.length > 0) throw new Error(`${request.method} ${request.path} ${wrong.join(', ')}`);
    return incomingOf(await fake.answer(request));
  };
  const live = atera as Connector & Required<Pick<Connector, 'connect' | 'check' | 'owner' | 'connection'>>;

  return {
    fake,
    requests,
    credentials,
    /** Looks at every request before it is answered, and may answer instead. */
    before: (look: Before) => void before.push(look),
    /** A customer, and the desk as it speaks to Atera for it. */
    enrol(customer: string, more: object = {}) {
      const enrolled = fake.enrol(customer);
      for (const [reference, value] of Object.entries(enrolled.credentials)) credentials.set(reference, value);
      const connection = live.connection.parse({ ...enrolled.connection, ...more });
      const credential = async (reference: string) => credentials.get(reference) ?? '';
      const client = live.connect(connection, { send, credential, now });
      return {
        number: enrolled.connection.customer,
        run: (name: string, input: unknown, reference = 'call-1') => perform('run', name, input, client, reference),
        find: (name: string, input: unknown, reference = 'call-1') => perform('find', name, input, client, reference),
        owner: (): Promise<string> => live.owner.actual(client, signal),
        check: (): Promise<readonly Finding[]> => live.check(client, signal),
      };
    },
  };
}

const { signal } = new AbortController();

/** As the registry calls it: what goes in and what comes out are checked. */
async function perform(verb: 'run' | 'find', name: string, input: unknown, client: unknown, reference: string) {
  const operation = atera.operations[name];
  const work = operation?.[verb];
  if (!operation || !work) throw new Error(`atera.${name} has no ${verb}`);
  const call: Call = { signal, reference, secrets: none, records: none };
  const output = await work.call(operation, operation.input.parse(input), client, call);
  return output === 'absent' ? output : operation.output.parse(output);
}

const unused = async (): Promise<never> => {
  throw new Error('Atera needs neither secrets nor records');
};
const none = { password: unused, seal: unused, keepSessionNotes: unused };

function requestOf({ method, url, headers = {}, body = '' }: Outgoing): VendorRequest {
  const { host, pathname, searchParams } = new URL(url);
  return { host, method, path: pathname, query: searchParams, headers: lowered(headers), body };
}

function lowered(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function incomingOf({ status, headers, body }: VendorAnswer): Incoming {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers: new Headers(headers), text };
}
