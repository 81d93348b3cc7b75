import { EnvHttpProxyAgent, fetch, request } from 'undici';
import { z } from 'zod';
import { connectors } from '../src/connectors/all.ts';
import { type Connections, createConnections } from '../src/connectors/connections.ts';
import { createRegistry, type Registry } from '../src/connectors/registry.ts';
import { Customer } from '../src/domain/customer.ts';
import { createSend } from '../src/egress/create-send.ts';
import { createTransport } from '../src/egress/transport.ts';
import { digest } from '../src/lib/digest.ts';
import { type LabReady, Order } from './connector-orders.ts';

// One measurement of bench/connectors.ts, in a process that has done nothing else before.

process.once('message', async (message) => {
  const order = Order.parse(message);
  process.send?.(await measure(order));
  process.disconnect();
});

function measure(order: Order): Promise<unknown> {
  switch (order.measure) {
    case 'calls':
      return callsOf(order);
    case 'memory':
      return memoryOf(order);
    case 'agents':
      return agentsOf(order);
  }
}

const signal = new AbortController().signal;
const customerCalled = (id: string): Customer =>
  Customer.parse({
    id,
    name: id,
    chats: [],
    desk: [],
    modes: Object.fromEntries(connectors.map(({ name }) => [name, 'sandbox'])),
  });

/** The desk's own registry and connections, with the egress of the product. */
function desk(lab: LabReady, atVendorsPace = true): { readonly registry: Registry; readonly connections: Connections } {
  const transports = Object.fromEntries(
    Object.entries(lab).map(([name, { proxy, ca }]) => [name, createTransport({ proxy, ca })]),
  );
  const credentials = new Map(
    Object.values(lab).flatMap(({ enrolled }) =>
      Object.values(enrolled).flatMap((one) => Object.entries(one.credentials)),
    ),
  );
  const connections = createConnections({
    connectionOf: async (id, name) => parsed(name, lab[name]?.enrolled[id]?.connection),
    credential: async (reference) => credentials.get(reference) ?? '',
    createSend(hosts, { name, limits }) {
      const transport = transports[name] ?? createTransport();
      const rate = atVendorsPace ? { limit: limits.perSecond, every: '1s' as const } : undefined;
      return createSend({ transport, hosts, rate });
    },
    standings: { of: async () => undefined, learn: async () => {} },
    fingerprint: digest,
    alert: async () => {},
    now: () => new Date(),
  });
  return { connections, registry: createRegistry({ connectors, connections, demo: { pause: async () => {} } }) };
}

const checked = new Map<unknown, unknown>();

/** As desk.yaml does it: once, when it is read. */
function parsed(name: string, connection: unknown): unknown {
  if (!checked.has(connection))
    checked.set(connection, connectors.find((one) => one.name === name)?.connection.parse(connection));
  return checked.get(connection);
}

async function callsOf({ lab, calls, rounds }: Extract<Order, { measure: 'calls' }>) {
  const { registry } = desk(lab, false);
  const customer = customerCalled('c0');
  const input = { incident: 'INC0010001' };
  const byDesk = () => registry.call('serviceNow.findIncident', input, { customer, signal });
  const { byFetch, byRequest } = await bareCalls(lab);
  const round = async () => ({
    desk: await timed(byDesk, calls),
    fetch: await timed(byFetch, calls),
    request: await timed(byRequest, calls),
  });
  for (let count = 0; count < 3; count++) await round();
  const measured = [];
  for (let count = 0; count < rounds; count++) measured.push(await round());
  return { rounds: measured };
}

async function timed(call: () => Promise<unknown>, calls: number) {
  const ms: number[] = [];
  const cpu = process.cpuUsage();
  for (let count = 0; count < calls; count++) {
    const began = performance.now();
    await call();
    ms.push(performance.now() - began);
  }
  const { user, system } = process.cpuUsage(cpu);
  return { ms, cpuMs: (user + system) / 1_000 / calls };
}

const Token = z.object({ access_token: z.string() });
const Basics = z.object({
  instance: z.string(),
  authentication: z.object({ clientId: z.string(), secret: z.string() }),
});

/** The same look-up with nothing around it, its token fetched beforehand: with fetch, and with what fetch stands on. */
async function bareCalls(lab: LabReady) {
  const { serviceNow } = lab;
  const known = serviceNow?.enrolled.c0;
  if (!serviceNow || !known) throw new Error('ServiceNow is not in the lab');
  const { proxy, ca } = serviceNow;
  const dispatcher = new EnvHttpProxyAgent({ httpProxy: '', httpsProxy: proxy, noProxy: '', requestTls: { ca } });
  const { instance, authentication } = Basics.parse(known.connection);
  const host = `https://${instance}.service-now.com`;
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: authentication.clientId,
    client_secret: known.credentials[authentication.secret] ?? '',
  });
  const token = await fetch(`${host}/oauth_token.do`, {
    method: 'POST',
    body: String(body),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    dispatcher,
  });
  const headers = {
    authorization: `Bearer ${Token.parse(await token.json()).access_token}`,
    accept: 'application/json',
  };
  const query = 'sysparm_query=number%3DINC0010001&sysparm_limit=2&sysparm_exclude_reference_link=true';
  const address = `${host}/api/now/table/incident?${query}`;
  return {
    async byFetch() {
      const response = await fetch(address, { headers, dispatcher });
      if (!response.ok) throw new Error(`Refused with ${response.status}`);
      return response.json();
    },
    async byRequest() {
      const { statusCode, body } = await request(address, { headers, dispatcher });
      if (statusCode !== 200) throw new Error(`Refused with ${statusCode}`);
      return body.json();
    },
  };
}

/** What must not be given back before it is weighed. */
const kept: unknown[] = [];

async function memoryOf({ lab, customers }: Extract<Order, { measure: 'memory' }>) {
  const { connections } = desk(lab, false);
  kept.push(connections);
  const began = performance.now();
  let opened = 0;
  for (let count = 0; count < customers; count++)
    for (const connector of connectors) {
      await connections.open(customerCalled(`c${count}`), connector, { tested: false, signal });
      opened += 1;
    }
  const ms = performance.now() - began;
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return { residentMb: inMb(rss), heapMb: inMb(heapUsed), opened, ms };
}

async function agentsOf({ lab, atVendorsPace }: Extract<Order, { measure: 'agents' }>) {
  const { registry } = desk(lab, atVendorsPace);
  const customer = customerCalled('c0');
  const Page = z.object({ agents: z.array(z.unknown()), more: z.boolean() });
  const cpu = process.cpuUsage();
  const beforeMb = inMb(process.memoryUsage().rss);
  const began = performance.now();
  let agents = 0;
  for (let page = 1, more = true; more; page++) {
    const answer = Page.parse(await registry.call('atera.listAgents', { page }, { customer, signal }));
    agents += answer.agents.length;
    more = answer.more;
  }
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  return { agents, ms, cpuMs: (user + system) / 1_000, peakMb: process.resourceUsage().maxRSS / 1_024, beforeMb };
}

function inMb(bytes: number): number {
  return bytes / 1_024 ** 2;
}
