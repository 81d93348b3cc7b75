import type { SendParts } from './egress/create-send.ts';
import type { Send } from './egress/send.ts';
import type { createTransport } from './egress/transport.ts';
import { lazily } from './lib/lazily.ts';

/** The way out of the house. */
export interface OpenEgress {
  createSend(rules: Omit<SendParts, 'transport'>): Send;
  /** Ends when nothing is on its way any more. */
  close(): Promise<void>;
}

/** Opens with the first request that wants to leave: what it takes for that needs a tenth of a second to load. */
export function openEgress(way: Parameters<typeof createTransport>[0]): OpenEgress {
  const egress = lazily(async () => {
    const [{ createTransport }, { createSend }] = await Promise.all([
      import('./egress/transport.ts'),
      import('./egress/create-send.ts'),
    ]);
    return { transport: createTransport(way), createSend };
  });
  return {
    createSend(rules) {
      const send = lazily(async () => {
        const { transport, createSend } = await egress();
        return createSend({ transport, ...rules });
      });
      return async (outgoing) => (await send())(outgoing);
    },
    async close() {
      if (egress.isBegun()) await (await egress()).transport.close();
    },
  };
}
