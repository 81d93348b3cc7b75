import type { Row } from './instance.ts';

interface Context {
  /** Who asks. */
  readonly userId: string;
  readonly now: Date;
  /** The fields that the table has. */
  readonly fields: readonly string[];
}

/**
 * Answers an encoded query as an instance does: conditions between `^`, code in values is run, and a condition on a field
 * that does not exist is dropped, so that it finds everything.
 */
export function ask(rows: readonly Row[], query: string, context: Context): readonly Row[] {
  let found = [...rows];
  for (const term of query.split('^').filter((text) => text !== '')) {
    const order = /^ORDERBY(DESC)?([a-z_]+)$/.exec(term);
    if (order) {
      const [, descending, field = ''] = order;
      const sign = descending ? -1 : 1;
      found = found.toSorted((one, other) => sign * (one[field] ?? '').localeCompare(other[field] ?? ''));
    } else found = found.filter((row) => fits(row, term, context));
  }
  return found;
}

function fits(row: Row, term: string, context: Context): boolean {
  const relative = /^([a-z_]+)RELATIVEG[ET]@minute@ago@(\d+)$/.exec(term);
  if (relative) {
    const [, field = '', minutes] = relative;
    const since = new Date(context.now.getTime() - Number(minutes) * 60_000);
    return Date.parse(`${row[field]?.replace(' ', 'T')}Z`) >= since.getTime();
  }
  const [field = '', ...rest] = term.split('=');
  if (!context.fields.includes(field)) return true;
  return (row[field] ?? '').toLowerCase() === meant(rest.join('='), context).toLowerCase();
}

function meant(value: string, { userId }: Context): string {
  if (value === 'NULL') return '';
  if (value === 'javascript:gs.getUserID()') return userId;
  return value;
}
