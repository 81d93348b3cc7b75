import type { ConnectorErrorKind } from '../../../src/connectors/connector-error.ts';
import { type Fault, garbled } from '../../fakes/vendors/faults.ts';

/** What may go wrong with a request, and what the operation may come to then. */
export interface Misfortune {
  readonly name: string;
  /** It is given the vendor's own body of a refusal with a status. */
  readonly fault: (refusal: (status: number) => unknown) => Fault;
  readonly kinds: readonly ConnectorErrorKind[];
  /** `untouched` has failed and says that nothing was changed, which is true. */
  readonly end: 'done' | 'failed' | 'untouched' | 'either';
}

/** Every request from then on. */
export const always = { times: Number.POSITIVE_INFINITY };

/** Those that end by themselves. Silence is another thing: somebody has to lose patience. */
export const misfortunes: readonly Misfortune[] = [
  { name: '401 once', fault: answered(401, {}), kinds: [], end: 'done' },
  { name: '401 for ever', fault: answered(401, always), kinds: ['unauthorized'], end: 'untouched' },
  { name: '403', fault: answered(403, always), kinds: ['forbidden'], end: 'untouched' },
  { name: '404', fault: answered(404, always), kinds: ['notFound', 'invalid'], end: 'untouched' },
  { name: '409', fault: answered(409, always), kinds: ['conflict', 'invalid'], end: 'untouched' },
  { name: '422', fault: answered(422, always), kinds: ['invalid', 'conflict'], end: 'untouched' },
  { name: '429 for ever', fault: answered(429, always), kinds: ['rateLimited'], end: 'untouched' },
  { name: '429 once', fault: answered(429, {}), kinds: [], end: 'done' },
  { name: '429 once, with seconds', fault: answered(429, {}, '2'), kinds: [], end: 'done' },
  { name: '429 once, with a date', fault: answered(429, {}, soon()), kinds: [], end: 'done' },
  { name: '503 once, with seconds', fault: answered(503, {}, '2'), kinds: [], end: 'done' },
  { name: '500 for ever', fault: answered(500, always), kinds: ['unavailable'], end: 'failed' },
  {
    name: 'a reset before the effect',
    fault: () => ({ ...always, how: 'reset' }),
    kinds: ['unavailable'],
    end: 'failed',
  },
  {
    name: 'a reset after the effect',
    fault: () => ({ carriedOut: true, ...always, how: 'reset' }),
    kinds: ['unavailable'],
    end: 'either',
  },
  {
    name: 'an answer cut short',
    fault: () => ({ carriedOut: true, ...always, how: 'cut' }),
    kinds: ['unavailable'],
    end: 'either',
  },
  ...Object.entries(garbled).map(
    ([name, how]): Misfortune => ({
      name: `an answer that is ${name}`,
      fault: () => ({ carriedOut: true, ...always, how }),
      kinds: ['invalid', 'notFound', 'unavailable'],
      end: 'either',
    }),
  ),
];

function answered(status: number, times: { readonly times?: number }, retryAfter?: string): Misfortune['fault'] {
  const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
  return (refusal) => ({ ...times, how: { instead: { status, headers, body: refusal(status) } } });
}

function soon(): string {
  return new Date(Date.now() + 3_000).toUTCString();
}
