import type { LocalModel } from '../classify/local/model.ts';
import { createLatest } from '../lib/latest.ts';
import type { Log } from '../lib/log.ts';
import type { CustomerModels } from '../store/customer-models.ts';
import type { NewLesson } from '../store/lessons.ts';

/** Makes a model of the shipped sentences and these lessons, on a thread of its own. */
export type Train = (lessons: readonly NewLesson[], signal: AbortSignal) => Promise<LocalModel>;

interface Parts {
  readonly models: Pick<CustomerModels, 'toLearn' | 'keep'>;
  readonly train: Train;
  readonly signal: AbortSignal;
}

/** Trains a customer's model until it knows all that was taught; answers how many lessons those are. */
export async function trainCustomer(customerId: string, { models, train, signal }: Parts): Promise<number> {
  for (;;) {
    const toLearn = await models.toLearn(customerId);
    if (!toLearn || toLearn.lessons.length === 0) return 0;
    const model = await train(toLearn.lessons, signal);
    if ((await models.keep(customerId, model, toLearn)) === 'kept') return toLearn.lessons.length;
  }
}

/** Keeps the customers' models as new as what they have taught. */
export interface Training {
  /** Trains a customer's model soon; whoever teaches does not wait for it. */
  begin(customerId: string): void;
  /** Trains all that an earlier life, or an earlier edition, left behind. */
  catchUp(): Promise<void>;
  /** Returns when nothing is left to train. */
  settled(): Promise<void>;
  /** What is being trained is given up; the next start catches up with it. */
  stop(): Promise<void>;
}

/** One model at a time: the other processors are for tickets. */
export function createTraining(parts: {
  readonly models: CustomerModels;
  readonly train: Train;
  readonly log: Log;
}): Training {
  const { models, train, log } = parts;
  const stopping = new AbortController();
  const behind = new Set<string>();
  const latest = createLatest();

  const trainOne = async (customerId: string) => {
    const begun = performance.now();
    try {
      const lessons = await trainCustomer(customerId, { models, train, signal: stopping.signal });
      const ms = Math.round(performance.now() - begun);
      if (lessons > 0) log.info('model.trained', { customer: customerId, lessons, ms });
    } catch (cause) {
      if (!stopping.signal.aborted) log.error('model.not-trained', { customer: customerId, cause });
    }
  };
  /** Whoever is taught while another one is trained, or they themselves are, comes at the end. */
  const trainAll = async () => {
    for (const customerId of behind) {
      behind.delete(customerId);
      if (!stopping.signal.aborted) await trainOne(customerId);
    }
  };
  const begin = (customerId: string) => {
    behind.add(customerId);
    latest.put(trainAll);
  };
  return {
    begin,
    async catchUp() {
      try {
        for (const customerId of await models.behind()) begin(customerId);
      } catch (cause) {
        if (!stopping.signal.aborted) log.error('model.not-caught-up', { cause });
      }
    },
    settled: latest.settled,
    async stop() {
      stopping.abort();
      await latest.settled();
    },
  };
}
