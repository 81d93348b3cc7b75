import { inspect } from 'node:util';
import { expect } from 'vitest';
import { ConnectorError } from '../../../src/connectors/connector-error.ts';
import type { Fault, Injected } from '../../fakes/vendors/faults.ts';
import { type Joined, openStage, type Stage, stagePassword } from '../../fakes/vendors/stage.ts';
import type { FakeVendor, VendorRequest, VendorSamples } from '../../fakes/vendors/vendor.ts';

/** The vendor's own words in a refusal, which nobody may be told. */
export const vendorsWords = 'Zebra 4711 wandered off';

/** How a call has ended, and what of it is to be seen at the vendor. */
export interface End {
  readonly error?: ConnectorError;
  readonly effects: number;
  readonly requests: readonly VendorRequest[];
}

/** Which request of a call: its number, or the one that does what the call is for: its first write, or the last read. */
type Which = number | 'key';

/** One operation, called again and again for a new customer each time. */
export interface Rehearsal {
  well(): Promise<End>;
  /** Calls it while one of its requests goes wrong; `undefined` when it sends no such request. */
  unwell(which: Which, fault: Fault): Promise<End | undefined>;
  /** Calls it while the key request gets no answer, until each try has run out of time. */
  unheard(fault: { readonly carriedOut: boolean }): Promise<End | undefined>;
  /** Looks for the last call, as before a repeat. */
  look(): Promise<unknown>;
  close(): Promise<void>;
}

type Call = Promise<{ readonly error?: unknown }>;
type Meanwhile = (call: Call) => Promise<void>;

const TRIES = 4;

export async function rehearse(samples: VendorSamples, name: string): Promise<Rehearsal> {
  const stage: Stage<FakeVendor> = await openStage(samples.connector, samples.open());
  const sample = samples.operations[name];
  if (!sample) throw new Error(`${samples.connector.name}.${name} has no sample`);
  let customers = 0;
  let key: Promise<number | undefined> | undefined;
  let last: { readonly joined: Joined; readonly input: unknown } | undefined;

  const perform = async (arrange?: () => Meanwhile | undefined): Promise<End> => {
    customers += 1;
    const customer = `customer-${customers}`;
    const joined = stage.join(customer);
    const input = sample.prepare(stage.fake, customer);
    const effects = () => sample.effects?.(stage.fake, customer) ?? 0;
    const before = effects();
    last = { joined, input };

    stage.lab.forget();
    const meanwhile = arrange?.();
    const call: Call = joined.call(name, input).then(
      () => ({}),
      (error: unknown) => ({ error }),
    );
    await meanwhile?.(call);
    const { error } = await call;
    const end = { effects: effects() - before, requests: [...stage.lab.requests()] };
    stage.lab.forget();
    if (error === undefined) return end;
    if (!(error instanceof ConnectorError)) throw error;
    assertDiscreet(error, joined);
    return { error, ...end };
  };
  const numberOf = async (which: Which) => {
    key ??= perform().then(({ requests }) => keyOf(requests));
    return which === 'key' ? key : which;
  };

  return {
    well: () => perform(),
    async unwell(which, fault) {
      const number = await numberOf(which);
      if (number === undefined) return undefined;
      return perform(() => void stage.lab.fail({ after: number }, fault));
    },
    async unheard({ carriedOut }) {
      const number = await numberOf('key');
      if (number === undefined) return undefined;
      return perform(() => {
        const silence = () => stage.lab.fail({ after: number }, { carriedOut, how: 'silence' });
        const silences = Array.from({ length: TRIES }, silence);
        return (call) => loseTime(stage, silences, call);
      });
    },
    async look() {
      if (!last) throw new Error('Nothing was called yet');
      return last.joined.find(name, last.input);
    },
    close: () => stage.close(),
  };
}

async function loseTime(stage: Stage<FakeVendor>, silences: readonly Injected[], call: Call): Promise<void> {
  for (const { met } of silences) {
    const isOver = await Promise.race([met.then(() => false), call.then(() => true)]);
    if (isOver) return;
    stage.runOutOfTime();
  }
}

function keyOf(requests: readonly VendorRequest[]): number | undefined {
  const own = requests.map((request, number) => ({ request, number })).filter(({ request }) => !isSignIn(request));
  return (own.find(({ request }) => request.method !== 'GET') ?? own.at(-1))?.number;
}

function isSignIn({ path }: VendorRequest): boolean {
  return /\/token$|\/oauth_token\.do$|\.well-known|\/discovery\//.test(path);
}

/** A failure gives nothing away that only the vendor and the connector know, also not to a log. */
function assertDiscreet(error: ConnectorError, { credentials }: Joined): void {
  const told = `${error.message}\n${error.remedy}`;
  const kept = inspect(error, { depth: 12, showHidden: true, maxStringLength: null });

  expect(told).not.toContain(vendorsWords);
  for (const secret of [stagePassword, ...Object.values(credentials)]) expect(kept).not.toContain(secret);
  expect(error.remedy).toMatch(/^\S[^!]+\.$/s);
}
