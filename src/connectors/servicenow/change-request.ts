import { z } from 'zod';
import type { ServiceNow } from './client.ts';
import { is } from './query.ts';
import { rowsOf } from './table.ts';

const Value = z.object({ value: z.coerce.string() });

/** A new change as the Change API writes it. What it could not use it names, and it answers 200 all the same. */
export const NewChange = z.object({
  result: z.object({
    sys_id: z.object({ value: z.string().regex(/^[0-9a-f]{32}$/) }),
    number: Value,
    type: Value,
    company: Value.optional(),
    start_date: Value.optional(),
    end_date: Value.optional(),
    __meta: z.object({ ignoredFields: z.array(z.unknown()).optional() }).optional(),
  }),
});

/** A change as the Table API reads it. */
export const ChangeRecord = z.object({
  sys_id: z.string().regex(/^[0-9a-f]{32}$/),
  number: z.string(),
  type: z.string(),
  company: z.string(),
  start_date: z.string(),
  end_date: z.string(),
  correlation_id: z.string(),
});
export type ChangeRecord = z.infer<typeof ChangeRecord>;

/** The change that carries this mark, whoever's it is. */
export async function changeWithMark(
  mark: string,
  client: ServiceNow,
  signal: AbortSignal,
): Promise<ChangeRecord | undefined> {
  const wanted = { table: 'change_request', where: is('correlation_id', mark), limit: 2 };
  const found = await rowsOf(wanted, ChangeRecord, client.changes, signal);
  return found.find(({ correlation_id }) => correlation_id === mark);
}

/** The fields that the Change API did not take; it writes them as names or as names with values. */
export function ignoredIn({ result }: z.infer<typeof NewChange>): readonly string[] {
  const ignored = result.__meta?.ignoredFields ?? [];
  return ignored.flatMap((field) => (typeof field === 'string' ? [field] : Object.keys(Object(field))));
}

/** The same words for what was made now and what was found later. */
export function asRecord({ result }: z.infer<typeof NewChange>, mark: string): ChangeRecord {
  const { sys_id, number, type, company, start_date, end_date } = result;
  return {
    sys_id: sys_id.value,
    number: number.value,
    type: type.value,
    company: company?.value ?? '',
    start_date: start_date?.value ?? '',
    end_date: end_date?.value ?? '',
    correlation_id: mark,
  };
}
