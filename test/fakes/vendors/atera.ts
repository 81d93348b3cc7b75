import { randomUUID } from 'node:crypto';
import { atera } from '../../../src/connectors/atera/connector.ts';
import { type Agent, type Alert, type Change, type Domain, newAccount, type Ticket } from './atera/account.ts';
import { badRequest, forbidden, unauthorised, unknown } from './atera/answers.ts';
import { routes } from './atera/routes.ts';
import type { Enrolled, FakeVendor, VendorSamples } from './vendor.ts';

/** Atera with one provider's account in it, and its technician Tess. */
export interface FakeAtera extends FakeVendor {
  enrol(customer: string): Enrolled & { readonly connection: { readonly customer: number } };
  addAgent(
    customer: string,
    agent: { name: string } & Partial<Pick<Agent, 'online' | 'disk' | 'page' | 'lastUser'>>,
  ): Agent;
  addContact(customer: string, email: string, more?: { archived: boolean }): number;
  addAlert(customer: string, alert: { title: string; agent?: Agent; ticket?: number }): Alert;
  addTicket(customer: string, ticket: { title: string; description?: string; from?: string }): Ticket;
  ticketsOf(customer: string): readonly Ticket[];
  /** Leaves a ticket out of lists, as Atera does for a moment when it is new. */
  hide(ticket: Ticket, hidden: boolean): void;
  /** Takes a right from the customer's key, e.g. `Tickets: write`. */
  forbid(customer: string, right: `${Domain}: ${'read' | 'write'}`): void;
  revokeKeys(): void;
  /** Tess does what the open tickets ask of her with this script, from their words alone; throws when none does. */
  technicianRuns(script: string): void;
  /** How often something was done for a customer from outside. */
  done(customer: string, what: Change['what']): number;
}

const GB = 1024;

export function openAtera(now: () => Date = () => new Date()): FakeAtera {
  const account = newAccount(now);
  const numbers = new Map<string, number>();
  const numberOf = (customer: string) => {
    const number = numbers.get(customer);
    if (number === undefined) throw new Error(`${customer} is not enrolled`);
    return number;
  };

  const fake: FakeAtera = {
    hosts: ['app.atera.com'],
    specs: ['atera'],
    enrol(customer) {
      const number = account.nextId();
      const isOld = numbers.size % 2 === 1; // every other customer still has a key of the old kind
      const key = isOld ? `${number}`.padEnd(32, 'a') : `eyJhbGciOiJIUzI1NiJ9.${'x'.repeat(90)}.${number}`;
      const name = `${customer.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}_ATERA_KEY`;
      numbers.set(customer, number);
      account.customers.set(number, customer);
      account.keys.set(key, { customer, forbidden: new Set() });
      fake.addContact(customer, `desk@${customer}.example`);
      return {
        connection: { customer: number, key: `env:${name}`, contact: `desk@${customer}.example`, technician: 77 },
        credentials: { [`env:${name}`]: key },
      };
    },
    answer(request) {
      const key = keyIn(request.headers);
      const known = key === undefined ? undefined : account.keys.get(key);
      if (!known) return unauthorised;
      const path = request.path.replace(/^\/api\/v3(?=\/)/, '');
      const route = routes.find((one) => one.method === request.method && one.path.test(path));
      if (!route || path === request.path) return unknown;
      if (known.forbidden.has(`${route.domain}: ${request.method === 'GET' ? 'read' : 'write'}`)) return forbidden;
      return route.answer(account, request, decodeURIComponent(route.path.exec(path)?.[1] ?? ''));
    },
    addAgent(customer, { name, online = true, disk, page, lastUser = null }) {
      const id = account.nextId();
      const agent: Agent = {
        id,
        customer: numberOf(customer),
        name,
        online,
        disk: disk ?? { free: 2.4 * GB, total: 237 * GB },
        page: page === undefined ? `https://app.atera.com/new/rmm/device/${id}/agent` : page,
        lastUser,
      };
      account.agents.push(agent);
      return agent;
    },
    addContact(customer, email, { archived } = { archived: false }) {
      const id = account.nextId();
      account.contacts.push({ id, customer: numberOf(customer), email, firstName: 'Ada', lastName: 'Marsh', archived });
      return id;
    },
    addAlert(customer, { title, agent, ticket }) {
      const alert: Alert = {
        id: account.nextId(),
        customer: numberOf(customer),
        agent,
        title,
        created: now(),
        ticket: ticket ?? null,
        status: 'Open',
      };
      account.alerts.push(alert);
      return alert;
    },
    addTicket(customer, { title, description = title, from = `desk@${customer}.example` }) {
      const contact = account.contacts.find((one) => one.email === from && one.customer === numberOf(customer));
      if (!contact) throw new Error(`${from} is no contact of ${customer}`);
      const ticket: Ticket = {
        id: account.nextId(),
        customer: contact.customer,
        contact,
        title,
        description,
        type: 'Incident',
        priority: 'Low',
        created: now(),
        modified: now(),
        status: 'Open',
        comments: [],
      };
      account.tickets.push(ticket);
      return ticket;
    },
    ticketsOf: (customer) => account.tickets.filter((ticket) => ticket.customer === numberOf(customer)),
    hide(ticket, hidden) {
      const at = account.tickets.indexOf(ticket);
      if (hidden) account.tickets.splice(at, 1);
      else account.tickets.push(ticket);
    },
    forbid(customer, right) {
      for (const key of account.keys.values()) if (key.customer === customer) key.forbidden.add(right);
    },
    revokeKeys: () => account.keys.clear(),
    technicianRuns(script) {
      const asked = account.tickets.filter(
        ({ status, description }) => status === 'Open' && description.includes(`Run the script "${script}"`),
      );
      if (asked.length === 0) throw new Error(`No open ticket asks for ${script}`);
      for (const ticket of asked) {
        const agent = account.agents.find(({ id }) => ticket.description.includes(`(agent ${id})`));
        if (!agent?.disk) throw new Error('The ticket does not say on which device');
        agent.disk.free += 29 * GB;
        ticket.status = 'Resolved';
      }
    },
    done: (customer, what) =>
      account.changes.filter((one) => one.what === what && one.customer === numberOf(customer)).length,
  };
  return fake;
}

/** Each kind of key has its own header, and counts in no other. */
function keyIn(headers: Readonly<Record<string, string>>): string | undefined {
  const token = /^Bearer (\S{100,})$/.exec(headers.authorization ?? '')?.[1];
  const old = headers['x-api-key'];
  return token ?? (old && old.length <= 100 ? old : undefined);
}

function prepareDevice(fake: FakeAtera, customer: string): { readonly agentId: number; readonly device: string } {
  const device = `PC-${randomUUID()}`;
  return { agentId: fake.addAgent(customer, { name: device }).id, device };
}

function prepareTicket(fake: FakeAtera, customer: string): { readonly ticketId: number } {
  return { ticketId: fake.addTicket(customer, { title: 'Laptop is very slow' }).id };
}

function prepareAlert(fake: FakeAtera, customer: string): { readonly alertId: number } {
  return { alertId: fake.addAlert(customer, { title: 'Disk C: is almost full' }).id };
}

const tickets = (fake: FakeAtera, customer: string) => fake.done(customer, 'ticket');

/** Every operation, ready to be called. */
export const samples: VendorSamples<FakeAtera> = {
  connector: atera,
  open: () => openAtera(),
  refusal: (status, words) =>
    status === 401 ? undefined : status === 400 ? badRequest(words).body : { title: words, status, detail: words },
  operations: {
    findAgent: {
      prepare: (fake, customer) => ({ device: prepareDevice(fake, customer).device }),
    },
    getAgent: { prepare: (fake, customer) => ({ agentId: prepareDevice(fake, customer).agentId }) },
    listAgents: {
      prepare(fake, customer) {
        prepareDevice(fake, customer);
        return { page: 1 };
      },
    },
    devicesFor: {
      prepare(fake, customer) {
        prepareDevice(fake, customer);
        return { user: 'ada@contoso.com' };
      },
    },
    listAlerts: {
      prepare(fake, customer) {
        prepareAlert(fake, customer);
        return {};
      },
    },
    getAlert: { prepare: prepareAlert },
    getTicket: { prepare: prepareTicket },
    listNewTickets: {
      prepare(fake, customer) {
        prepareTicket(fake, customer);
        return { since: new Date(Date.now() - 60_000).toISOString(), lastAlertId: 0 };
      },
    },
    createTicket: {
      prepare(fake, customer) {
        const requester = `ada-${randomUUID()}@contoso.com`;
        fake.addContact(customer, requester);
        return { title: 'Laptop is very slow', description: 'Since Monday.', requester };
      },
      effects: tickets,
    },
    addComment: {
      prepare: (fake, customer) => ({ ...prepareTicket(fake, customer), text: 'Waiting for a technician.' }),
      effects: (fake, customer) => fake.done(customer, 'comment'),
    },
    resolveTicket: { prepare: prepareTicket, effects: (fake, customer) => fake.done(customer, 'ticket resolved') },
    resolveAlert: { prepare: prepareAlert, effects: (fake, customer) => fake.done(customer, 'alert resolved') },
    runDiskCleanup: { prepare: prepareDevice, effects: tickets },
    executeScript: {
      prepare: (fake, customer) => ({
        ...prepareDevice(fake, customer),
        script: { id: 'restart-service', service: 'print-spooler' },
      }),
      effects: tickets,
    },
  },
};
