import type { Classify } from '../../classify/classify.ts';
import { createLocalClassifier } from '../../classify/local-classifier.ts';
import { createOfflineClassifier } from '../../classify/offline.ts';
import { createRuleClassifier } from '../../classify/rules.ts';
import type { ModelFor } from '../../desk/model-for.ts';
import type { Customer } from '../../domain/customer.ts';
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

interface Paid {
  readonly model: string;
  /** The most that these may cost, in US dollars; `undefined` where no price is known. */
  most(tickets: readonly Ticket[]): number | undefined;
  /** What this ticket has cost, in US dollars. */
  costOf(ticketId: string): number;
}

/** Opens a classifier for these customers' own models and budgets; for none of them, the shipped model alone. */
type Open = (customers: readonly Customer[]) => Promise<OpenClassifier>;

/** The one place where names become classifiers. */
export type Classifiers = Readonly<Record<ClassifierName, Open>>;

export function createClassifiers({ modelFor }: { readonly modelFor: ModelFor }): Classifiers {
  const own = (customers: readonly Customer[]) => (customers.length > 0 ? { modelFor } : {});
  return {
    rules: async () => ({ classify: createRuleClassifier() }),
    local: async (customers) => ({ classify: createLocalClassifier(own(customers)) }),
    offline: async (customers) => ({ classify: createOfflineClassifier(own(customers)) }),
    openai: notThereYet('openai'),
    anthropic: notThereYet('anthropic'),
    model: notThereYet('model'),
  };
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

function notThereYet(name: ClassifierName): Open {
  return async () => {
    throw new CommandError(`The classifier ${name} is not there yet.`, 'Use rules or offline.');
  };
}
