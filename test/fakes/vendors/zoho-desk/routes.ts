import type { VendorAnswer, VendorRequest } from '../vendor.ts';
import { mayDo } from '../zoho-accounts.ts';
import type { DeskTicket, Organisation } from './organisation.ts';
import { articleShown, commentShown, inFull, inList } from './shown.ts';
import { changeTicket, openTicket, refused } from './writing.ts';

interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly scopes: readonly string[];
  answer(desk: Organisation, request: VendorRequest, id: string): VendorAnswer;
}

const tickets = '/api/v1/tickets';
const readTickets = ['Desk.tickets.READ'];
const searchTickets = [...readTickets, 'Desk.search.READ'];
const writeTickets = ['Desk.tickets.UPDATE'];

const routes: readonly Route[] = [
  { method: 'GET', path: at(tickets), scopes: readTickets, answer: listed },
  { method: 'POST', path: at(tickets), scopes: ['Desk.tickets.CREATE'], answer: openTicket },
  { method: 'GET', path: at(`${tickets}/search`), scopes: searchTickets, answer: searched },
  { method: 'GET', path: at(`${tickets}/(\\d+)`), scopes: readTickets, answer: onTicket(shown) },
  { method: 'PATCH', path: at(`${tickets}/(\\d+)`), scopes: writeTickets, answer: onTicket(changeTicket) },
  { method: 'GET', path: at(`${tickets}/(\\d+)/comments`), scopes: readTickets, answer: onTicket(comments) },
  { method: 'POST', path: at(`${tickets}/(\\d+)/comments`), scopes: writeTickets, answer: onTicket(commented) },
  {
    method: 'GET',
    path: at('/api/v1/articles/search'),
    scopes: ['Desk.articles.READ', 'Desk.search.READ'],
    answer: searchedArticles,
  },
];

/** What the organisation answers to whoever may do so much. */
export function answerAt(desk: Organisation, scopes: readonly string[], request: VendorRequest): VendorAnswer {
  if (request.path === '/api/v1/organizations')
    return mayDo(scopes, ['Desk.basic.READ']) ? page([{ id: desk.id }]) : refused(403, 'SCOPE_MISMATCH');
  const route = routes.find(({ method, path }) => method === request.method && path.test(request.path));
  if (!route) return refused(404, 'URL_NOT_FOUND');
  const { orgid = request.query.get('orgId') } = request.headers;
  if (!orgid) return refused(400, 'BAD_REQUEST');
  if (orgid !== desk.id) return refused(403, 'OAUTH_ORG_MISMATCH');
  if (!mayDo(scopes, route.scopes)) return refused(403, 'SCOPE_MISMATCH');
  return route.answer(desk, request, route.path.exec(request.path)?.[1] ?? '');
}

function at(path: string): RegExp {
  return new RegExp(`^${path}$`);
}

function onTicket(answer: (desk: Organisation, ticket: DeskTicket, request: VendorRequest) => VendorAnswer) {
  return (desk: Organisation, request: VendorRequest, id: string): VendorAnswer => {
    const ticket = desk.tickets().find((one) => one.id === id);
    return ticket ? answer(desk, ticket, request) : refused(404, 'URL_NOT_FOUND');
  };
}

function shown(desk: Organisation, ticket: DeskTicket, { query }: VendorRequest): VendorAnswer {
  return { status: 200, body: inFull(desk, ticket, query.get('include')?.split(',').includes('contacts') ?? false) };
}

function listed(desk: Organisation, { query }: VendorRequest): VendorAnswer {
  const department = query.get('departmentId');
  if (department && !desk.departments.includes(department)) return refused(403, 'FORBIDDEN');
  const field = query.get('sortBy') ?? '-createdTime';
  const direction = field.startsWith('-') ? -1 : 1;
  const found = desk.tickets().filter((ticket) => !department || ticket.departmentId === department);
  const sorted = [...found].sort(
    (one, other) => direction * (Date.parse(one.createdTime) - Date.parse(other.createdTime)),
  );
  return cut(
    sorted.map((ticket) => inList(desk, ticket)),
    query,
  );
}

function searched(desk: Organisation, { query }: VendorRequest): VendorAnswer {
  const [, name = '', value = ''] = /^([^:]+):(.*)$/.exec(query.get('customField1') ?? '') ?? [];
  if (!desk.rules.fields.includes(name)) return refused(422, 'INVALID_DATA', [name]);
  const department = query.get('departmentId');
  const found = desk
    .tickets()
    .filter((ticket) => ticket.cf[name] === value && desk.isIndexed(ticket.id))
    .filter((ticket) => !department || ticket.departmentId === department);
  return cut(
    found.map((ticket) => inList(desk, ticket)),
    query,
  );
}

/** Unlike other lists, an empty one of these has a body. */
function comments(_: Organisation, ticket: DeskTicket, { query }: VendorRequest): VendorAnswer {
  const newestFirst = [...ticket.comments].reverse().map(commentShown);
  const { status, body } = cut(newestFirst, query);
  return status === 204 ? page([]) : { status, body };
}

function commented(desk: Organisation, ticket: DeskTicket, { body }: VendorRequest): VendorAnswer {
  const { content, contentType = 'html', isPublic = true } = JSON.parse(body);
  if (typeof content !== 'string' || content.length > 32_000) return refused(422, 'INVALID_DATA', ['content']);
  return { status: 200, body: commentShown(desk.addComment(ticket, { content, contentType, isPublic })) };
}

function searchedArticles(desk: Organisation, { query }: VendorRequest): VendorAnswer {
  const words = query.get('_all')?.toLowerCase().split(/\s+/) ?? [];
  const department = query.get('departmentId');
  const found = desk
    .articles()
    .filter((article) => !department || article.departmentId === department)
    .filter(({ title }) => words.some((word) => title.toLowerCase().includes(word)));
  return cut(found.map(articleShown), query);
}

/** Nothing is an answer without a body. */
function cut(found: readonly unknown[], query: URLSearchParams): VendorAnswer {
  const from = Number(query.get('from') ?? 0);
  const limit = Number(query.get('limit') ?? 10);
  if (limit < 1 || limit > 100) return refused(422, 'INVALID_DATA', ['limit']);
  const some = found.slice(from, from + limit);
  return some.length > 0 ? page(some) : { status: 204 };
}

function page(data: readonly unknown[]): VendorAnswer {
  return { status: 200, body: { data } };
}
