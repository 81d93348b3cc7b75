import { connectModel } from './classify/models/all.ts';
import type { ModelConnection } from './classify/models/connection.ts';
import { guardedModel } from './classify/models/guarded.ts';
import type { Config } from './config.ts';
import type { Log } from './lib/log.ts';
import type { SecretFilter } from './lib/secret-filter.ts';
import { openEgress } from './open-egress.ts';

/** The language model of the settings, and the way to it. */
export interface ComposedModel {
  readonly connection: ModelConnection;
  /** Ends when nothing is on its way any more. */
  close(): Promise<void>;
}

interface Given {
  readonly filter: SecretFilter;
  readonly log: Log;
  /** Who vouches for the provider beside the usual authorities; for tests. */
  readonly ca?: string;
}

/** A classification is small; whoever answers more has not understood. */
const LONGEST_ANSWER = 1024 * 1024;

/** `undefined` where the settings turn it off. Nothing is loaded or sent before the model is asked. */
export function composeModel(
  { model, proxy }: Pick<Config, 'model' | 'proxy'>,
  { filter, log, ca }: Given,
): ComposedModel | undefined {
  if (!model) return undefined;
  const egress = openEgress({ proxy: proxy?.url, noProxy: proxy?.except, ca, longestAnswer: LONGEST_ANSWER });
  const connection = connectModel(model, { createSend: egress.createSend });
  const { name, instead } = connection;
  if (instead) log.warn('model.old', { model: name, instead });
  const guarded = guardedModel(connection, filter.at('model'), filter.at('model-answer'));
  return { connection: guarded, close: egress.close };
}
