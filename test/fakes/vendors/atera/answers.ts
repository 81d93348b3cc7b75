import type { VendorAnswer, VendorRequest } from '../vendor.ts';

/** A wrong key and a missing one look alike, and nothing is said. */
export const unauthorised: VendorAnswer = { status: 401 };
export const forbidden: VendorAnswer = { status: 403 };
export const unknown: VendorAnswer = {
  status: 404,
  body: { type: 'https://tools.ietf.org/html/rfc9110#section-15.5.5', title: 'Not Found', status: 404 },
};

export function badRequest(Message: string): VendorAnswer {
  return { status: 400, body: { Message, ModelState: { request: [Message] } } };
}

/** One page of a list; more than fifty are refused. */
export function paged({ query, path }: VendorRequest, records: readonly unknown[]): VendorAnswer {
  const page = Number(query.get('page') ?? 1);
  const size = Number(query.get('itemsInPage') ?? 20);
  if (!Number.isInteger(page) || page < 1) return badRequest('page must be 1 or more');
  if (!Number.isInteger(size) || size < 1 || size > 50) return badRequest('itemsInPage must be from 1 to 50');
  const totalPages = Math.ceil(records.length / size);
  const link = (to: number) => (to >= 1 && to <= totalPages ? `https://app.atera.com${path}?page=${to}` : null);
  return {
    status: 200,
    body: {
      items: records.slice((page - 1) * size, page * size),
      page,
      itemsInPage: size,
      totalItemCount: records.length,
      totalPages,
      prevLink: link(page - 1),
      nextLink: link(page + 1),
    },
  };
}

/** What a body may hold: a list of allowed words, or anything of a type. */
type Allowed = Readonly<Record<string, readonly string[] | 'string' | 'number' | 'boolean' | 'object'>>;

/** Says what is wrong with a body: a field too many is refused as well as a word that is not on its list. */
export function faultIn(body: Readonly<Record<string, unknown>>, allowed: Allowed): string | undefined {
  for (const [name, value] of Object.entries(body)) {
    const rule = allowed[name];
    if (!rule) return `${name} is not expected`;
    if (typeof rule === 'string' ? typeof value !== rule : !rule.some((word) => word === value))
      return `${name} is not valid`;
  }
  return undefined;
}

export function bodyOf({ body }: VendorRequest): Readonly<Record<string, unknown>> {
  const value: unknown = body === '' ? {} : JSON.parse(body);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
