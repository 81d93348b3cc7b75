import type { PoolClient } from './pool.ts';

/** What may be spent in a month: by the customer, and by all together. `undefined` sets no bounds, 0 allows no call. */
export interface Budgets {
  readonly customer: number | undefined;
  readonly all: number | undefined;
}

/** What somebody has to be told of a budget, which is told once a month. */
export interface BudgetWarning {
  readonly whose: keyof Budgets;
  /** `80`: so much of it is spent, in percent. `100`: what is left is too little for another call. */
  readonly level: '80' | '100';
  readonly spent: string;
  /** Such as `2026-11`; months are those of UTC. */
  readonly month: string;
}

interface Standing {
  readonly spent: string;
  readonly hasRoom: boolean;
  /** Whether so much is spent that somebody should know. */
  readonly isHigh: boolean;
  /** A budget of nothing is meant, and nobody has to hear of it. */
  readonly isWorthTelling: boolean;
}

/** What is spent or put aside, seen once the turn is ours: before that, another one may still be writing. */
export async function standingOf(client: PoolClient, customerId: string, most: string, { customer, all }: Budgets) {
  const against = (budget: string, spent: string) =>
    `json_build_object('spent', ${spent}::text, 'isWorthTelling', coalesce(${budget} > 0, false),
      'isHigh', coalesce(${spent} >= ${budget} * 0.8, false),
      'hasRoom', ${budget} is null or (${budget} > 0 and ${spent} + $2::numeric <= ${budget}))`;
  const { rows } = await client.query<{ at: Date; month: string; customer: Standing; all: Standing }>(
    `with moment as materialized (select clock_timestamp() as at),
     spent as (
       select coalesce(sum(cost_usd) filter (where customer_id = $1), 0) as own, coalesce(sum(cost_usd), 0) as total
       from app.model_call where at >= (select date_trunc('month', at, 'UTC') from moment))
     select at::text, to_char(at at time zone 'UTC', 'YYYY-MM') as month,
       ${against('$3::numeric', 'own')} as customer, ${against('$4::numeric', 'total')} as "all"
     from moment, spent`,
    [customerId, most, customer ?? null, all ?? null],
  );
  const [now] = rows;
  if (!now) throw new Error('The database did not say what is spent');
  return now;
}

/** Those that nobody was told of this month yet; now they count as told. */
export async function warningsOf(
  client: PoolClient,
  customerId: string,
  now: Awaited<ReturnType<typeof standingOf>>,
): Promise<BudgetWarning[]> {
  const warnings: BudgetWarning[] = [];
  for (const whose of ['customer', 'all'] as const) {
    const { hasRoom, isHigh, isWorthTelling, spent } = now[whose];
    if (!isWorthTelling || (hasRoom && !isHigh)) continue;
    const level = hasRoom ? '80' : '100';
    const { rowCount } = await client.query(
      'insert into app.model_warning (customer_id, month, level) values ($1, $2, $3) on conflict do nothing',
      [whose === 'customer' ? customerId : '', now.month, level],
    );
    if (rowCount === 1) warnings.push({ whose, level, spent, month: now.month });
  }
  return warnings;
}
