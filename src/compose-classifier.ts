import type { Answers } from './classify/asking/answers.ts';
import type { Purse } from './classify/asking/purse.ts';
import type { Classify } from './classify/classify.ts';
import type { ModelFor } from './classify/local/beliefs.ts';
import { createOfflineClassifier, createUnderstanding } from './classify/offline.ts';
import { createModelClassifier } from './classify/with-model.ts';
import { composeModel } from './compose-model.ts';
import type { Config } from './config.ts';
import type { Customer } from './domain/customer.ts';
import type { Roster } from './domain/roster.ts';
import type { Log } from './lib/log.ts';
import type { SecretFilter } from './lib/secret-filter.ts';

/** Who understands tickets, and its end. */
export interface ComposedClassifier {
  readonly classify: Classify;
  /** Gives up what is still asked. */
  stop(): Promise<void>;
}

interface Given {
  readonly modelFor: ModelFor;
  readonly purse: Purse;
  readonly answers: Answers;
  readonly roster: () => Promise<Roster>;
  readonly alert: (customer: Customer, what: string) => Promise<void>;
  readonly filter: SecretFilter;
  readonly log: Log;
  /** Who vouches for a model's provider beside the usual authorities; for tests. */
  readonly ca?: string | undefined;
}

/** The offline classifier, and the language model beside it where the settings name one. */
export function composeClassifier(
  config: Pick<Config, 'model' | 'proxy'>,
  { modelFor, purse, answers, roster, alert, filter, log, ca }: Given,
): ComposedClassifier {
  const model = composeModel(config, { filter, log, ...(ca ? { ca } : {}) });
  if (!model) return { classify: createOfflineClassifier({ modelFor }), stop: async () => {} };

  const understand = createUnderstanding({ modelFor });
  const asking = createModelClassifier({ understand, model: model.connection, purse, answers, roster, alert, log });
  return {
    classify: asking.classify,
    async stop() {
      await asking.stop();
      await model.close();
    },
  };
}
