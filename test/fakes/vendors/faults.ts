import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { bodyOf, reply } from './speak.ts';
import type { VendorAnswer, VendorRequest } from './vendor.ts';

/** Which request is meant; what isn't said fits all. */
export interface Match {
  readonly host?: string;
  readonly method?: string;
  readonly path?: string | RegExp;
  /** How many such requests go well before. */
  readonly after?: number;
}

/** What goes wrong with a request. */
export interface Fault {
  /** Whether the vendor does what it was asked for before it goes wrong. */
  readonly carriedOut?: boolean;
  /**
   * `reset` breaks the connection without a word, `cut` in the middle of the answer, `silence` says nothing until it is
   * released; `instead` sends another answer, with the vendor's own status where it names none.
   */
  readonly how: 'reset' | 'cut' | 'silence' | { readonly instead: Partial<VendorAnswer> };
  /** How many requests it meets; one where nothing is said. */
  readonly times?: number;
}

/** A fault in wait. */
export interface Injected {
  /** When a request has met it: carried out already, if it is at all. */
  readonly met: Promise<VendorRequest>;
  /** When whoever asked has closed the connection instead of waiting for the silence to end. */
  readonly left: Promise<void>;
  /** Ends the silence: everything is answered as it would have been. */
  release(): void;
}

/** Faults of success that lie about it. */
export const garbled = {
  html: { instead: { body: '<!doctype html><title>Maintenance</title><p>We will be back soon.</p>' } },
  malformed: { instead: { headers: { 'content-type': 'application/json' }, body: '{"value": [{"id": 1' } },
  empty: { instead: { body: '' } },
} as const satisfies Record<string, Fault['how']>;

interface Waiting {
  readonly match: Match;
  readonly fault: Fault;
  readonly meet: (request: VendorRequest) => void;
  readonly leave: () => void;
  readonly released: Promise<void>;
  well: number;
  times: number;
}

/** The faults of one lab, each used up by the requests it meets. */
export function createFaults() {
  let waiting: Waiting[] = [];

  const next = (request: VendorRequest) => {
    const fitting = waiting.filter(({ match }) => fits(match, request));
    const found = fitting.find(({ well }) => well === 0);
    for (const one of fitting) if (one.well > 0) one.well -= 1;
    if (found) found.times -= 1;
    waiting = waiting.filter(({ times }) => times > 0);
    return found;
  };
  return {
    add(match: Match, fault: Fault): Injected {
      const { promise: met, resolve: meet } = Promise.withResolvers<VendorRequest>();
      const { promise: left, resolve: leave } = Promise.withResolvers<void>();
      const { promise: released, resolve: release } = Promise.withResolvers<void>();
      waiting.push({ match, fault, meet, leave, released, well: match.after ?? 0, times: fault.times ?? 1 });
      return { met, left, release };
    },
    clear() {
      waiting = [];
    },
    /** Answers a request as the vendor would, or as the fault says that it meets. */
    async around(request: VendorRequest, response: ServerResponse, answer: () => Promise<VendorAnswer>): Promise<void> {
      const found = next(request);
      if (!found) return reply(response, await answer());
      const own = found.fault.carriedOut ? await answer() : undefined;
      found.meet(request);
      await goWrong(found, response, async () => own ?? answer(), own);
    },
  };
}

function fits({ host, method, path }: Match, request: VendorRequest): boolean {
  if (host !== undefined && host !== request.host) return false;
  if (method !== undefined && method !== request.method) return false;
  return path === undefined || (typeof path === 'string' ? path === request.path : path.test(request.path));
}

async function goWrong(
  { fault, released, leave }: Waiting,
  response: ServerResponse,
  answer: () => Promise<VendorAnswer>,
  own: VendorAnswer | undefined,
): Promise<void> {
  switch (fault.how) {
    case 'reset':
      return void response.socket?.destroy();
    case 'cut':
      return cutShort(response, own ?? { status: 200, body: {} });
    case 'silence':
      await Promise.race([released, once(response, 'close')]);
      return response.destroyed ? leave() : reply(response, await answer());
    default: {
      const { status = own?.status ?? 200, ...instead } = fault.how.instead;
      const hasNoBody = status === 204 && instead.body !== undefined;
      return reply(response, { ...instead, status: hasNoBody ? 200 : status });
    }
  }
}

function cutShort(response: ServerResponse, answer: VendorAnswer): void {
  const body = bodyOf(answer) || ' ';
  response.writeHead(answer.status === 204 ? 200 : answer.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body) + 1,
  });
  response.write(body, () => response.socket?.destroy());
}
