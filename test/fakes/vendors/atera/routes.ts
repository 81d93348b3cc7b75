import type { VendorAnswer, VendorRequest } from '../vendor.ts';
import type { Account, Domain } from './account.ts';
import { badRequest, bodyOf, faultIn, paged, unknown } from './answers.ts';
import { agentRecord, alertRecord, commentRecord, contactRecord, ticketRecord } from './records.ts';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: RegExp;
  readonly domain: Domain;
  answer(account: Account, request: VendorRequest, id: string): VendorAnswer;
}

const priorities = ['Low', 'Medium', 'High', 'Critical'];
const impacts = ['NoImpact', 'SiteDown', 'ServerIssue', 'Minor', 'Major', 'Crisis'];
const types = ['Incident', 'Problem', 'Request', 'Change'];

/** What is not here is not there; running a script never was. The first that fits answers. */
export const routes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/customers\/(\d+)$/,
    domain: 'Customers',
    answer({ customers }, _request, id) {
      const name = customers.get(Number(id));
      return name === undefined ? unknown : { status: 200, body: { CustomerID: Number(id), CustomerName: name } };
    },
  },
  {
    method: 'GET',
    path: /^\/agents\/(\d+)$/,
    domain: 'Agents',
    answer({ agents, customers }, _request, id) {
      const agent = agents.find((one) => one.id === Number(id));
      if (!agent) return { status: 404 };
      return { status: 200, body: agentRecord(agent, customers.get(agent.customer) ?? '') };
    },
  },
  {
    method: 'GET',
    path: /^\/agents\/customer\/(\d+)$/,
    domain: 'Agents',
    answer({ agents, customers }, request, id) {
      const own = agents.filter(({ customer }) => customer === Number(id));
      return paged(
        request,
        own.map((agent) => agentRecord(agent, customers.get(agent.customer) ?? '')),
      );
    },
  },
  {
    method: 'GET',
    path: /^\/agents\/machine\/([^/]+)$/,
    domain: 'Agents',
    answer({ agents, customers }, request, name) {
      const wanted = name.toLowerCase();
      const named = agents.filter((agent) => agent.name.toLowerCase().startsWith(wanted));
      return paged(
        request,
        named.map((agent) => agentRecord(agent, customers.get(agent.customer) ?? '')),
      );
    },
  },
  {
    method: 'GET',
    path: /^\/contacts$/,
    domain: 'Contacts',
    answer({ contacts }, request) {
      const part = request.query.get('Email')?.toLowerCase() ?? '';
      return paged(request, contacts.filter(({ email }) => email.toLowerCase().includes(part)).map(contactRecord));
    },
  },
  {
    method: 'GET',
    path: /^\/alerts$/,
    domain: 'Alerts',
    answer({ alerts }, request) {
      const status = request.query.get('alertStatus');
      if (status && !['Open', 'Resolved', 'Snoozed'].includes(status)) return badRequest('alertStatus is not valid');
      return paged(request, alerts.filter((alert) => !status || alert.status === status).map(alertRecord));
    },
  },
  {
    method: 'GET',
    path: /^\/alerts\/(\d+)$/,
    domain: 'Alerts',
    answer({ alerts }, _request, id) {
      const alert = alerts.find((one) => one.id === Number(id));
      return alert ? { status: 200, body: alertRecord(alert) } : unknown;
    },
  },
  {
    method: 'PUT',
    path: /^\/alerts\/(\d+)$/,
    domain: 'Alerts',
    answer({ alerts, changes }, { body }, id) {
      const alert = alerts.find((one) => one.id === Number(id));
      if (!alert) return unknown;
      if (body !== '') return badRequest('no body is expected');
      if (alert.status !== 'Resolved') changes.push({ customer: alert.customer, what: 'alert resolved' });
      alert.status = 'Resolved';
      return { status: 204 };
    },
  },
  {
    method: 'GET',
    path: /^\/tickets$/,
    domain: 'Tickets',
    answer({ tickets }, request) {
      return paged(request, tickets.map(ticketRecord));
    },
  },
  {
    method: 'GET',
    path: /^\/tickets\/lastmodified$/,
    domain: 'Tickets',
    answer({ tickets, now }, request) {
      const asked = request.query.get('date');
      const since = asked === null ? now().setUTCHours(0, 0, 0, 0) : Date.parse(asked);
      if (Number.isNaN(since)) return badRequest('date is not valid');
      return paged(request, tickets.filter(({ modified }) => modified.getTime() >= since).map(ticketRecord));
    },
  },
  {
    method: 'GET',
    path: /^\/tickets\/(\d+)$/,
    domain: 'Tickets',
    answer({ tickets }, _request, id) {
      const ticket = tickets.find((one) => one.id === Number(id));
      return ticket ? { status: 200, body: ticketRecord(ticket) } : unknown;
    },
  },
  { method: 'POST', path: /^\/tickets$/, domain: 'Tickets', answer: createTicket },
  {
    method: 'PUT',
    path: /^\/tickets\/(\d+)$/,
    domain: 'Tickets',
    answer({ tickets, changes, now }, request, id) {
      const ticket = tickets.find((one) => one.id === Number(id));
      if (!ticket) return unknown;
      const body = bodyOf(request);
      const fault = faultIn(body, {
        TicketTitle: 'string',
        TicketStatus: ['Open', 'Pending', 'Resolved', 'Closed'],
        TicketType: types,
        TicketPriority: priorities,
        TicketImpact: impacts,
        TechnicianContactID: 'number',
        TechnicianEmail: 'string',
      });
      if (fault) return badRequest(fault);
      if (body.TicketStatus === 'Resolved' && ticket.status !== 'Resolved')
        changes.push({ customer: ticket.customer, what: 'ticket resolved' });
      Object.assign(ticket, { status: body.TicketStatus ?? ticket.status, modified: now() });
      return { status: 200, body: { ActionID: id } };
    },
  },
  {
    method: 'GET',
    path: /^\/tickets\/(\d+)\/comments$/,
    domain: 'Tickets',
    answer({ tickets }, request, id) {
      const ticket = tickets.find((one) => one.id === Number(id));
      return ticket ? paged(request, ticket.comments.map(commentRecord)) : unknown;
    },
  },
  { method: 'POST', path: /^\/tickets\/(\d+)\/comments$/, domain: 'Tickets', answer: addComment },
];

/** The customer follows from the contact. All that is said afterwards is the ticket's id. */
function createTicket(account: Account, request: VendorRequest): VendorAnswer {
  const body = bodyOf(request);
  const fault = faultIn(body, {
    TicketTitle: 'string',
    Description: 'string',
    TicketPriority: priorities,
    TicketImpact: impacts,
    TicketStatus: 'string',
    TicketType: types,
    EndUserID: 'number',
    EndUserFirstName: 'string',
    EndUserLastName: 'string',
    EndUserEmail: 'string',
    EndUserPhone: 'string',
    TechnicianContactID: 'number',
    TechnicianEmail: 'string',
  });
  if (fault) return badRequest(fault);
  if (!body.TicketTitle || !body.Description) return badRequest('TicketTitle and Description are required');
  const contact = account.contacts.find(({ id }) => id === body.EndUserID);
  if (!contact) return badRequest('EndUserID is not known');
  const id = account.nextId();
  account.tickets.push({
    id,
    customer: contact.customer,
    contact,
    title: `${body.TicketTitle}`,
    description: `${body.Description}`,
    type: `${body.TicketType ?? 'Incident'}`,
    priority: `${body.TicketPriority ?? 'Low'}`,
    created: account.now(),
    modified: account.now(),
    status: 'Open',
    comments: [],
  });
  account.changes.push({ customer: contact.customer, what: 'ticket' });
  return { status: 201, body: { ActionID: `${id}` } };
}

function addComment(account: Account, request: VendorRequest, id: string): VendorAnswer {
  const ticket = account.tickets.find((one) => one.id === Number(id));
  if (!ticket) return unknown;
  const body = bodyOf(request);
  const details = Object(body.TechnicianCommentDetails ?? {});
  const fault =
    faultIn(body, {
      CommentText: 'string',
      CommentTimestampUTC: 'string',
      TechnicianCommentDetails: 'object',
      EnduserCommentDetails: 'object',
    }) ?? faultIn(details, { TechnicianId: 'number', IsInternal: 'boolean', TechnicianEmail: 'string' });
  if (fault) return badRequest(fault);
  if (!body.CommentText) return badRequest('CommentText is required');
  const who = [...account.technicians].find(
    ([number, email]) => details.TechnicianId === number || details.TechnicianEmail === email,
  );
  if (!who) return badRequest('the technician is not known');
  ticket.comments.push({ text: `${body.CommentText}`, internal: details.IsInternal === true, technician: who[0] });
  ticket.modified = account.now();
  account.changes.push({ customer: ticket.customer, what: 'comment' });
  return { status: 200, body: { ActionID: `${account.nextId()}` } };
}
