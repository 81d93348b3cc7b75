import { type Incoming, type Outgoing, SendFailure } from '../../../src/egress/send.ts';
import type { Transport } from '../../../src/egress/transport.ts';

/** What the next try comes to; `silence` lasts until the request is given up. */
export type Scripted = Incoming | SendFailure | 'silence';

/** A network that does what it is told, in this order, and then answers 200. */
export function scriptedTransport(script: readonly Scripted[] = [], onSilence: () => void = () => {}) {
  const sent: Omit<Outgoing, 'repeat'>[] = [];
  const transport: Transport = {
    async exchange(outgoing) {
      const next = script[sent.length] ?? answer(200);
      sent.push(outgoing);
      if (next instanceof SendFailure) throw next;
      if (next !== 'silence') return next;
      queueMicrotask(onSilence);
      return silence(outgoing.signal);
    },
    close: async () => {},
  };
  return { transport, sent };
}

export function answer(status: number, headers: Record<string, string> = {}, text = ''): Incoming {
  return { status, headers: new Headers(headers), text };
}

/** As the network fails. */
export const failures = {
  unreachable: new SendFailure('unreachable', 'Nobody is there.', { definite: true }),
  interrupted: new SendFailure('interrupted', 'It broke.', { definite: false }),
};

function silence(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  const giveUp = () => reject(new SendFailure('interrupted', 'Given up.', { definite: false }));
  if (signal.aborted) giveUp();
  signal.addEventListener('abort', giveUp);
  return promise;
}
