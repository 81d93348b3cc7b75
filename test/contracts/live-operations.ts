import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConnectorError } from '../../src/connectors/connector-error.ts';
import type { Operation } from '../../src/connectors/operation.ts';
import type { VendorSamples } from '../fakes/vendors/vendor.ts';
import { always, misfortunes } from './live-operations/misfortunes.ts';
import { type End, type Rehearsal, rehearse, vendorsWords } from './live-operations/rehearsal.ts';
import { twoCustomers } from './live-operations/two-customers.ts';

/** What every connector owes to the desk, over real HTTPS and whatever its vendor does. */
export function liveOperations(samples: VendorSamples): void {
  const { connector } = samples;

  test('every operation is tried here', () => {
    expect(Object.keys(samples.operations).toSorted()).toEqual(Object.keys(connector.operations).toSorted());
  });

  describe.each(Object.entries(connector.operations))('%s', (name, operation) =>
    liveOperation(samples, name, operation),
  );

  describe('two customers at once', () => twoCustomers(samples));
}

function liveOperation(samples: VendorSamples, name: string, operation: Operation): void {
  const changes = samples.operations[name]?.effects !== undefined;
  let rehearsal: Rehearsal;

  beforeAll(async () => {
    rehearsal = await rehearse(samples, name);
  });
  afterAll(() => rehearsal.close());

  /** What has to be true of every end, whatever it came from. */
  const assertHonest = ({ error, effects }: End, kinds: readonly string[]) => {
    if (operation.repeatable === false) expect(effects).toBeLessThanOrEqual(1);
    if (!error) return expect(effects).toBeGreaterThanOrEqual(changes ? 1 : 0);
    expect(kinds, error.message).toContain(error.kind);
    if (error.definite) expect(effects, `"${error.message}" is called definite`).toBe(0);
    if (!changes) expect(error.definite, `"${error.message}" is called in doubt`).toBe(true);
  };

  test('all is well', async () => {
    const { error, effects } = await rehearsal.well();

    expect(error).toBeUndefined();
    expect(effects).toBe(changes ? 1 : 0);
  });

  test.each(misfortunes)('$name', async ({ name: misfortune, fault, kinds, end: expected }) => {
    const end = await rehearsal.unwell(
      'key',
      fault((status) => samples.refusal(status, vendorsWords)),
    );
    if (!end) return;

    assertHonest(end, kinds);
    if (expected === 'done') expect(end.error).toBeUndefined();
    if (expected === 'failed') expect(end.error).toBeDefined();
    const definite = !samples.operations[name]?.doubtfulAfter?.includes(misfortune);
    if (expected === 'untouched') expect(end).toMatchObject({ effects: 0, error: { definite } });
  });

  test('no answer in time, before the effect', async () => {
    const end = await rehearsal.unheard({ carriedOut: false });
    if (!end) return;

    assertHonest(end, ['timeout']);
    expect(end).toMatchObject({ effects: 0, error: { kind: 'timeout' } });
  });

  test('no answer in time, after the effect', async () => {
    const end = await rehearsal.unheard({ carriedOut: true });
    if (!end) return;

    assertHonest(end, ['timeout']);
  });

  test('any other request that fails for ever leaves no lie behind', async () => {
    const { requests } = await rehearsal.well();
    const body = samples.refusal(500, vendorsWords);

    for (const number of requests.keys()) {
      const end = await rehearsal.unwell(number, { ...always, how: { instead: { status: 500, body } } });
      if (end) assertHonest(end, ['unavailable', 'unauthorized']);
    }
  });

  if (!operation.find) return;

  test('a look never says that something was done which was not', async () => {
    await rehearsal.unwell('key', { ...always, how: 'reset' });

    const found = await rehearsal.look().catch((error: unknown) => error);

    if (found !== 'absent') expect(found).toBeInstanceOf(ConnectorError);
  });

  test('a look finds what was done without an answer', async () => {
    await rehearsal.unwell('key', { carriedOut: true, how: 'reset' });

    const found = await rehearsal.look();

    expect(operation.output.safeParse(found)).toMatchObject({ success: true });
  });
}
