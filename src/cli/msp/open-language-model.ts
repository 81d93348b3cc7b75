import type { ModelFor } from '../../classify/local/beliefs.ts';
import type { ModelConnection } from '../../classify/models/connection.ts';
import { createUnderstanding } from '../../classify/offline.ts';
import { composeMoney } from '../../compose-money.ts';
import type { Config } from '../../config.ts';
import type { Roster } from '../../domain/roster.ts';
import type { Log } from '../../lib/log.ts';
import type { Pool } from '../../store/pool.ts';
import type { OpenClassifier } from './classifiers.ts';
import { createPaidClassifier } from './paid-classifier.ts';

interface Given {
  readonly model: ModelConnection;
  readonly pool: Pool;
  readonly modelFor: ModelFor;
  readonly roster: () => Promise<Roster>;
  readonly log: Log;
}

/** The language model of the settings, paid as the desk pays it. Whoever runs the command is told what technicians would be. */
export function openLanguageModel(
  config: Config,
  { model, pool, modelFor, roster, log }: Given,
): OpenClassifier & { stop(): Promise<void> } {
  const troubles = new Set<string>();
  const alert = async (_: unknown, what: string) => void troubles.add(what);
  const { purse, answers, priceOf } = composeMoney(config, { pool, roster, alert, log });
  const understand = createUnderstanding({ modelFor });
  const price = priceOf(model.name);
  const { classify, stop, ...paid } = createPaidClassifier({
    ...{ understand, model, purse, answers, price, roster, alert, log },
  });
  return { classify, stop, paid: { ...paid, troubles: () => [...troubles] } };
}
