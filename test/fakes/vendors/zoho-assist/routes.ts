import type { VendorAnswer, VendorRequest } from '../vendor.ts';
import { mayDo } from '../zoho-accounts.ts';
import type { AssistDepartment } from './department.ts';

interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly scope: string;
  /** The query parameters it knows; any other one is refused. */
  readonly knows: readonly string[];
  answer(department: AssistDepartment, request: VendorRequest, id: string): VendorAnswer;
}

const routes: readonly Route[] = [
  { method: 'GET', path: /^\/api\/v2\/user$/, scope: 'ZohoAssist.userapi.READ', knows: [], answer: user },
  {
    method: 'GET',
    path: /^\/api\/v2\/devices$/,
    scope: 'ZohoAssist.unattended.computer.READ',
    knows: ['index', 'count'],
    answer: devices,
  },
  {
    method: 'GET',
    path: /^\/api\/v2\/reports$/,
    scope: 'ZohoAssist.reportapi.READ',
    knows: ['type', 'fromdate', 'todate', 'index', 'count', 'department_id'],
    answer: reports,
  },
  {
    method: 'POST',
    path: /^\/api\/v2\/session$/,
    scope: 'ZohoAssist.sessionapi.CREATE',
    knows: ['customer_email', 'type', 'department_id'],
    answer: session,
  },
  {
    method: 'POST',
    path: /^\/api\/v2\/unattended\/(\d+)\/connect$/,
    scope: 'ZohoAssist.unattended.device.CREATE',
    knows: ['department_id'],
    answer: connected,
  },
];

/** A refusal as Zoho Assist writes it. */
export function refused(status: number, code: number, message: string, parameter_name = ''): VendorAnswer {
  return { status, body: { error: { code, message, parameter_name } } };
}

/** What the department answers to whoever may do so much. */
export function answerAt(
  department: AssistDepartment,
  scopes: readonly string[],
  request: VendorRequest,
): VendorAnswer {
  const route = routes.find(({ method, path }) => method === request.method && path.test(request.path));
  if (!route) return refused(404, 4_004, 'URL_NOT_FOUND');
  if (!mayDo(scopes, [route.scope])) return refused(403, 2_001, 'INVALID_OAUTHSCOPE');
  const extra = [...request.query.keys()].find((name) => !route.knows.includes(name));
  if (extra) return refused(400, 4_000, 'EXTRA_PARAM_FOUND', extra);
  if (request.body !== '') return refused(400, 4_000, 'EXTRA_PARAM_FOUND', 'body');
  return route.answer(department, request, route.path.exec(request.path)?.[1] ?? '');
}

function user({ visible }: AssistDepartment): VendorAnswer {
  const departments = visible.map((department_id) => ({ department_id, display_name: 'A department' }));
  return { status: 200, body: { resource_type: 'user', representation: { zuid: '74', departments } } };
}

function devices(department: AssistDepartment, { headers, query }: VendorRequest): VendorAnswer {
  const wanted = headers['x-com-zoho-assist-department-id'];
  if (!wanted) return refused(400, 4_000, 'LESS_THAN_MIN_OCCURANCE', 'x-com-zoho-assist-department-id');
  if (!department.visible.includes(wanted)) return refused(403, 2_001, 'NO_PERMISSION');
  const own = wanted === department.id ? department.devices() : [];
  return page(
    own.map(({ resource_id, display_name, online }) => ({
      resource_id,
      display_name,
      device_info: { computer_id: resource_id, name: display_name, status: online ? 'online' : 'offline' },
    })),
    query,
  );
}

function reports(department: AssistDepartment, { query }: VendorRequest): VendorAnswer {
  const from = Number(query.get('fromdate'));
  const to = Number(query.get('todate'));
  const type = query.get('type') ?? '';
  if (!(from > 1e12) || !(to > 1e12)) return refused(400, 4_000, 'INVALID_DATATYPE', 'fromdate');
  if (!['rs', 'URS', 'DM', 'all'].includes(type)) return refused(400, 4_000, 'INVALID_DATATYPE', 'type');
  const found = department
    .past()
    .filter(({ start_time }) => start_time >= from && start_time <= to)
    .filter(({ session_type }) => type === 'all' || session_type === type);
  return query.get('department_id') === department.id ? page(found, query) : page([], query);
}

function session(department: AssistDepartment, { query }: VendorRequest): VendorAnswer {
  const type = query.get('type') ?? 'rs';
  if (!['rs', 'dm'].includes(type)) return refused(400, 4_000, 'INVALID_DATATYPE', 'type');
  if (query.get('department_id') !== department.id) return refused(403, 2_001, 'NO_PERMISSION');
  const { session_id, technician_url, customer_url } = department.startSession(type, query.get('customer_email'));
  return {
    status: 200,
    body: { resource_type: 'session', representation: { session_id, technician_url, customer_url } },
  };
}

function connected(department: AssistDepartment, { query }: VendorRequest, id: string): VendorAnswer {
  const device = department.devices().find(({ resource_id }) => resource_id === id);
  if (!device || query.get('department_id') !== department.id) return refused(404, 4_004, 'NOT_FOUND');
  if (!device.online) return refused(400, 4_000, 'DEVICE_OFFLINE');
  const { session_id, technician_url } = department.startSession('URS', null);
  return { status: 200, body: { resource_type: 'session', representation: { session_id, technician_url } } };
}

/** Counted from one, fifty at most. */
function page(found: readonly unknown[], query: URLSearchParams): VendorAnswer {
  const index = Number(query.get('index') ?? 1);
  const count = Number(query.get('count') ?? 25);
  if (count < 1 || count > 50) return refused(400, 4_000, 'INVALID_DATATYPE', 'count');
  const representation = found.slice(index - 1, index - 1 + count);
  return { status: 200, body: { representation, total_count: found.length } };
}
