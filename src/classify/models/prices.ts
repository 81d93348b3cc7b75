import type { ModelPrice } from '../../domain/language-model.ts';
import type { Usage } from './complete.ts';
import { isNamed } from './named.ts';
import { priceTable } from './price-table.ts';

/** What is said about prices beside the table. */
export interface PriceSettings {
  /** By the deployment's own settings; wins over the table. */
  readonly set?: ModelPrice | undefined;
  /** The models are our own: without a price in the settings they cost nothing. */
  readonly isFree?: boolean | undefined;
}

/** A price to count with. `isEstimate`: nobody knows the right one, so the dearest one stands for it. */
export interface KnownPrice extends ModelPrice {
  readonly isEstimate: boolean;
}

/**
 * What a model costs: by the settings, by the table, or as the dearest model there is, so that a budget holds all the same.
 * A row is its model's under every date; a name that goes on otherwise, such as `-pro`, is another model.
 */
export function priceOf(model: string, { set, isFree }: PriceSettings): KnownPrice {
  if (set) return { ...set, isEstimate: false };
  if (isFree) return { input: 0, cached: 0, output: 0, isEstimate: false };
  const known = priceTable.find(({ name }) => isNamed(name, model));
  return known ? { ...known, isEstimate: false } : { ...dearest, isEstimate: true };
}

const dearest: ModelPrice = {
  input: Math.max(...priceTable.map(({ input, written = input }) => Math.max(input, written))),
  cached: Math.max(...priceTable.map(({ cached }) => cached)),
  output: Math.max(...priceTable.map(({ output }) => output)),
};

/** An amount of US dollars as decimal digits, so that nothing is lost on the way to the database. */
export type Dollars = string;

/**
 * What a call cost, rounded up to a hundred-millionth of a dollar. Input that the provider put aside is counted at its own
 * price where the provider says how much it was, and as other input where it does not: then it is up to a quarter too little.
 */
export function costOf({ input, cached, output, written = 0 }: Usage, price: ModelPrice): Dollars {
  return sum([
    [input - cached - written, price.input],
    [cached, price.cached],
    [written, price.written ?? price.input],
    [output, price.output],
  ]);
}

/** The most that a call of this size can cost: all of its input put aside, none of it found. */
export function mostOf(size: { readonly input: number; readonly output: number }, price: ModelPrice): Dollars {
  return sum([
    [size.input, Math.max(price.input, price.written ?? 0)],
    [size.output, price.output],
  ]);
}

/** Prices have six decimals at most, so a token costs a whole number of trillionths. */
function sum(parts: readonly (readonly [tokens: number, price: number])[]): Dollars {
  const trillionths = parts.reduce(
    (total, [tokens, price]) => total + BigInt(tokens) * BigInt(Math.ceil(Number((price * 1e6).toFixed(3)))),
    0n,
  );
  const hundredMillionths = (trillionths + 9_999n) / 10_000n;
  const digits = hundredMillionths.toString().padStart(9, '0');
  return `${digits.slice(0, -8)}.${digits.slice(-8)}`;
}
