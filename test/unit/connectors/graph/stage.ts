import { randomUUID } from 'node:crypto';
import { afterAll, afterEach } from 'vitest';
import type { GraphClient } from '../../../../src/connectors/graph/client.ts';
import { createGraphClient } from '../../../../src/connectors/graph/client.ts';
import { Connection, hostsOf } from '../../../../src/connectors/graph/connection.ts';
import { graph } from '../../../../src/connectors/graph/connector.ts';
import type { Call } from '../../../../src/connectors/operation.ts';
import { createSend } from '../../../../src/egress/create-send.ts';
import { createTransport } from '../../../../src/egress/transport.ts';
import type { Match } from '../../../fakes/vendors/faults.ts';
import type { Tenant } from '../../../fakes/vendors/graph/tenant.ts';
import { createMicrosoft } from '../../../fakes/vendors/graph.ts';
import { openLab } from '../../../fakes/vendors/lab.ts';
import type { VendorAnswer } from '../../../fakes/vendors/vendor.ts';

const { signal } = new AbortController();

/** Passwords of this stage: what must never be seen anywhere but at Graph. */
export const PASSWORD = 'ZX-Canary-4711-password';

/** Entra and Graph over real HTTPS for all tests of a file; each test has customers of its own. */
export async function openStage() {
  const microsoft = createMicrosoft();
  const lab = await openLab([microsoft]);
  const transport = createTransport({ proxy: lab.proxy, ca: lab.ca });
  const credentials = new Map<string, string>();
  afterEach(() => lab.forget());
  afterAll(async () => {
    await transport.close();
    await lab.close();
  });

  const connectTo = (written: unknown, now = () => new Date()) => {
    const connection = Connection.parse(written);
    const client = createGraphClient(connection, {
      send: createSend({ transport, hosts: hostsOf(connection), pause: async () => {} }),
      credential: async (reference) => credentials.get(reference) ?? '',
      now,
    });
    return { client, ...spoken(client) };
  };

  return {
    lab,
    microsoft,
    credentials,
    connectTo,
    /** The next such requests are answered like this instead, after they were carried out or without. */
    answerInstead(match: Match, instead: Partial<VendorAnswer>, more: { carriedOut?: boolean; times?: number } = {}) {
      lab.fail(match, { how: { instead }, ...more });
    },
    /** A new customer that is reached with a secret. */
    enrol() {
      const customer = randomUUID();
      const { connection, credentials: own } = microsoft.enrol(customer);
      for (const [reference, value] of Object.entries(own)) credentials.set(reference, value);
      return { ...connectTo(connection), connection, tenant: microsoft.tenant(customer) };
    },
  };
}

/** Calls operations as the registry does: what goes in and what comes out are checked. */
function spoken(client: GraphClient) {
  const perform = async (verb: 'run' | 'find', name: string, input: unknown, reference: string) => {
    const operation = graph.operations[name];
    const work = operation?.[verb];
    if (!operation || !work) throw new Error(`graph.${name} has no ${verb}`);
    const output = await work.call(operation, operation.input.parse(input), client, callOf(reference));
    return output === 'absent' ? output : operation.output.parse(output);
  };
  return {
    run: (name: string, input: unknown, reference = 'call-1') => perform('run', name, input, reference),
    find: (name: string, input: unknown, reference = 'call-1') => perform('find', name, input, reference),
    check: () => graph.check(client, signal),
    owner: () => graph.owner.actual(client, signal),
  };
}

function callOf(reference: string): Call {
  return {
    signal,
    reference,
    secrets: {
      password: async () => ({ value: PASSWORD, sealed: 'sealed:password' }),
      seal: async (field, value) => `sealed:${field}-of-${value.length}`,
    },
    records: {
      async keepSessionNotes() {
        throw new Error('Graph keeps no session notes');
      },
    },
  };
}

/** What a call that is about an account says of it. */
export function targetOf(tenant: Tenant, user: Parameters<Tenant['addUser']>[0] = {}) {
  const { id, userPrincipalName } = tenant.addUser(user);
  return { userId: id, account: userPrincipalName };
}
