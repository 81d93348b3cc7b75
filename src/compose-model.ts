import { connectModel } from './classify/models/all.ts';
import type { ModelConnection, SendRules } from './classify/models/connection.ts';
import type { Config } from './config.ts';
import type { createTransport } from './egress/transport.ts';
import { lazily } from './lib/lazily.ts';
import type { Log } from './lib/log.ts';

/** The language model of the settings, and the way to it. */
export interface ComposedModel {
  readonly connection: ModelConnection;
  /** Ends when nothing is on its way any more. */
  close(): Promise<void>;
}

interface Given {
  readonly log: Log;
  /** Who vouches for the provider beside the usual authorities; for tests. */
  readonly ca?: string;
}

/** A classification is small; whoever answers more has not understood. */
const LONGEST_ANSWER = 1024 * 1024;

/** `undefined` where the settings turn it off. Nothing is loaded or sent before the model is asked. */
export function composeModel(
  { model, proxy }: Pick<Config, 'model' | 'proxy'>,
  { log, ca }: Given,
): ComposedModel | undefined {
  if (!model) return undefined;
  const egress = lazily(() =>
    openEgress({ proxy: proxy?.url, noProxy: proxy?.except, ca, longestAnswer: LONGEST_ANSWER }),
  );
  const connection = connectModel(model, {
    createSend(rules) {
      const send = lazily(async () => (await egress()).sendBy(rules));
      return async (outgoing) => (await send())(outgoing);
    },
  });
  const { name, instead } = connection;
  if (instead) log.warn('model.old', { model: name, instead });
  return {
    connection,
    async close() {
      if (egress.isBegun()) await (await egress()).close();
    },
  };
}

/** What leaves the house takes a tenth of a second to load. */
async function openEgress(way: Parameters<typeof createTransport>[0]) {
  const [{ createTransport }, { createSend }] = await Promise.all([
    import('./egress/transport.ts'),
    import('./egress/create-send.ts'),
  ]);
  const transport = createTransport(way);
  return {
    sendBy: (rules: SendRules) => createSend({ transport, ...rules }),
    close: () => transport.close(),
  };
}
