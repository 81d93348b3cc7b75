import { Category } from '../../domain/category.ts';
import type { Belief } from '../../domain/classification.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { ownTextOf } from '../reading/own-text.ts';
import { type Believe, type LocalModel, open, type Probabilities } from './model.ts';
import { shipped } from './shipped.ts';

/** A customer's own model, or none: then the shipped one serves. */
export type ModelFor = (customerId: string) => Promise<LocalModel | undefined>;

/** What the local model of a ticket's customer believes of its writer's own words. Each model is opened once. */
export function createLocalBelief(
  modelFor: ModelFor = async () => undefined,
): (ticket: Ticket) => Promise<Probabilities> {
  const opened = new WeakMap<LocalModel, Believe>();
  return async (ticket) => {
    const model = (await modelFor(ticket.customerId)) ?? shipped().model;
    const believe = opened.get(model) ?? open(model);
    opened.set(model, believe);
    return believe(ownTextOf(ticket));
  };
}

/** Nothing is ever certain, nor surely not so. */
const HIGHEST = 99;
const LOWEST = 1;

/** Every category with its probability in percent, best first. */
export function beliefsIn(probabilities: Probabilities): Belief[] {
  return Category.options
    .map((category, one) => ({ category, probability: probabilities[one] ?? 0 }))
    .sort((a, b) => b.probability - a.probability)
    .map(({ category, probability }) => ({ category, confidence: wholePercent(probability) }));
}

/** The next best categories beside one of them, as many as a classification names. */
export function alternativesTo(category: Category, beliefs: readonly Belief[]): Belief[] {
  return beliefs.filter((belief) => belief.category !== category).slice(0, 3);
}

function wholePercent(probability: number): number {
  return Math.min(HIGHEST, Math.max(LOWEST, Math.round(probability * 100)));
}
