import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from '../../fakes/vendors/stage.ts';
import type { FakeVendor, VendorRequest, VendorSamples } from '../../fakes/vendors/vendor.ts';

const ROUNDS = 12;
/** Whoever sees one of these headers may act as the customer. */
const bearing = /^(authorization|cookie|.*(key|token|secret).*)$/;

/** What one customer's requests carry is never carried by another's, however much goes on at the same time. */
export function twoCustomers(samples: VendorSamples): void {
  let stage: Stage<FakeVendor>;

  beforeAll(async () => {
    stage = await openStage(samples.connector, samples.open());
  });
  afterAll(() => stage.close());

  /** A customer for each operation, so that what one needs is not in the way of another. */
  const prepare = (customer: string) =>
    Object.entries(samples.operations).map(([name, sample], number) => {
      const joined = stage.join(`${customer}-${number}`);
      const input = sample.prepare(stage.fake, `${customer}-${number}`);
      const rounds = sample.effects ? 1 : ROUNDS;
      const call = () => Promise.all(Array.from({ length: rounds }, () => joined.call(name, input)));
      return { call, secrets: Object.values(joined.credentials) };
    });
  const requestsOf = (customer: string) =>
    stage.lab.requests().filter(({ headers }) => headers['x-test-customer']?.startsWith(`${customer}-`));

  test('no request carries what is the other one’s', async () => {
    const contoso = prepare('contoso');
    const fabrikam = prepare('fabrikam');

    await Promise.all([...contoso, ...fabrikam].map(({ call }) => call()));

    const [own, others] = [requestsOf('contoso'), requestsOf('fabrikam')];
    expect(own.length).toBeGreaterThan(ROUNDS);
    expect(own.length + others.length).toBe(stage.lab.requests().length);
    expect([...borne(own)].filter((value) => borne(others).has(value))).toEqual([]);
    expect(contoso.flatMap(({ secrets }) => secrets.filter((secret) => isIn(others, secret)))).toEqual([]);
    expect(fabrikam.flatMap(({ secrets }) => secrets.filter((secret) => isIn(own, secret)))).toEqual([]);
  });
}

function borne(requests: readonly VendorRequest[]): ReadonlySet<string> {
  const headers = requests.flatMap((request) => Object.entries(request.headers));
  return new Set(headers.flatMap(([name, value]) => (bearing.test(name) ? [value] : [])));
}

function isIn(requests: readonly VendorRequest[], secret: string): boolean {
  return requests.some(({ path, query, headers, body }) =>
    [path, ...query.values(), JSON.stringify(headers), body, ...new URLSearchParams(body).values()].some((text) =>
      text.includes(secret),
    ),
  );
}
