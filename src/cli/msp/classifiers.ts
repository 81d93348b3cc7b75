import type { Classify } from '../../classify/classify.ts';
import type { ModelFor } from '../../classify/local/beliefs.ts';
import { createLocalClassifier } from '../../classify/local-classifier.ts';
import { createOfflineClassifier } from '../../classify/offline.ts';
import { createRuleClassifier } from '../../classify/rule-classifier.ts';
import type { Customer } from '../../domain/customer.ts';
import type { ModelProvider } from '../../domain/language-model.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { nearest } from '../../lib/nearest.ts';
import { CommandError } from './command-error.ts';

/** What classifiers are called on the command line: `model` is the language model that is configured, whoever's it is. */
const names = ['rules', 'local', 'offline', 'openai', 'anthropic', 'model'] as const;
export type ClassifierName = (typeof names)[number];

/** A classifier, ready to judge. */
export interface OpenClassifier {
  readonly classify: Classify;
  /** Only of one that is paid for each ticket. */
  readonly paid?: Paid;
}

/** What it takes to pay for a classifier. */
export interface Paid {
  readonly model: string;
  /** Nobody knows what it costs, so the dearest model's price stands for it. */
  readonly isEstimate: boolean;
  /** The most that these may cost, in US dollars. */
  most(tickets: readonly Ticket[]): Promise<number>;
  /** What this ticket has cost, in US dollars. */
  costOf(ticketId: string): number;
  /** What only a person can put right, in words. */
  troubles(): readonly string[];
}

/** Opens a classifier for these customers' own models and budgets; for none of them, the shipped model alone. */
type Open = (customers: readonly Customer[]) => Promise<OpenClassifier>;

/** The one place where names become classifiers. */
export type Classifiers = Readonly<Record<ClassifierName, Open>>;

/** The language model of the settings. */
interface Configured {
  readonly provider: ModelProvider;
  readonly name: string;
  open(): Promise<OpenClassifier>;
}

interface Parts {
  readonly modelFor: ModelFor;
  /** Absent where none is set. */
  readonly languageModel?: Configured | undefined;
}

export function createClassifiers({ modelFor, languageModel }: Parts): Classifiers {
  const own = (customers: readonly Customer[]) => (customers.length > 0 ? { modelFor } : {});
  const paid =
    (wanted?: ModelProvider): Open =>
    async (customers) => {
      const model = configured(languageModel, wanted);
      if (customers.length > 0) return model.open();
      throw new CommandError('A customer pays for a language model.', 'Name one with --customer.');
    };
  return {
    rules: async () => ({ classify: createRuleClassifier() }),
    local: async (customers) => ({ classify: createLocalClassifier(own(customers)) }),
    offline: async (customers) => ({ classify: createOfflineClassifier(own(customers)) }),
    openai: paid('openai'),
    anthropic: paid('anthropic'),
    model: paid(),
  };
}

function configured(model: Configured | undefined, wanted: ModelProvider | undefined): Configured {
  const remedy = 'docs/configuration.md lists what to set under Model.';
  if (!model) throw new CommandError('No language model is set.', `Set MSP_MODEL and what goes with it; ${remedy}`);
  if (wanted === undefined || wanted === model.provider) return model;
  throw new CommandError(
    `The language model that is set is ${model.name}, of ${model.provider}.`,
    `Name it with --classifier model, or set one of ${wanted}; ${remedy}`,
  );
}

export function classifierNamed(name: string): ClassifierName {
  const found = names.find((known) => known === name);
  if (found) return found;
  const near = nearest(name, names);
  throw new CommandError(
    `There is no classifier ${name}.`,
    near ? `Did you mean ${near}?` : `Name one of ${names.join(', ')}.`,
  );
}
