import { z } from 'zod';
import type { JsonClient } from '../json-client.ts';

/** Which rows of a table, in the query language of ServiceNow. */
interface Wanted {
  readonly table: string;
  /** Absent means any. */
  readonly where?: string;
  readonly limit: number;
  readonly offset?: number;
}

/** Rows of a table in the fields of `Row`: values instead of what people see, so that times are in UTC and references are ids. */
export async function rowsOf<T extends z.ZodObject>(
  { table, where, limit, offset }: Wanted,
  Row: T,
  client: JsonClient,
  signal: AbortSignal,
): Promise<z.infer<T>[]> {
  const query = {
    sysparm_query: where,
    sysparm_fields: Object.keys(Row.shape).join(','),
    sysparm_exclude_reference_link: true,
    sysparm_limit: limit,
    sysparm_offset: offset,
  };
  const ask = { method: 'GET', path: `/api/now/table/${table}`, query, repeat: 'safe' } as const;
  const { result } = await client.request(ask, z.object({ result: z.array(Row) }), signal);
  return result;
}
