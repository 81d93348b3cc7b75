import type { ModelPrice } from '../../domain/language-model.ts';

/** A model's price, a day on which it is known to have stood, and where it is said. The name is the model's own, without the date some carry at their end. */
export interface PriceRow extends ModelPrice {
  readonly name: string;
  readonly asOf: string;
  readonly source: string;
}

const anthropic = 'https://platform.claude.com/docs/en/about-claude/pricing';
const openai = 'https://developers.openai.com/api/docs/pricing';

/**
 * In US dollars for a million tokens, at the standard rate. What is dearer for prompts of more than 100,000 tokens is
 * left out: no ticket is that long. So are discounts for batches, and surcharges for speed or a region; nothing here asks for them.
 */
export const priceTable: readonly PriceRow[] = [
  row('claude-fable-5-1', 10, 0.25, 50, { written: 12.5, asOf: '2026-09-01', source: anthropic }),
  row('claude-fable-5', 10, 1, 50, { written: 12.5, asOf: '2026-10-24', source: anthropic }),
  row('claude-opus-5-5', 4, 0.2, 20, { written: 5, asOf: '2026-09-22', source: anthropic }),
  row('claude-opus-5', 5, 0.5, 25, { written: 6.25, asOf: '2026-10-24', source: anthropic }),
  row('claude-opus-4-8', 5, 0.5, 25, { written: 6.25, asOf: '2026-10-24', source: anthropic }),
  row('claude-opus-4-7', 5, 0.5, 25, { written: 6.25, asOf: '2026-10-24', source: anthropic }),
  row('claude-opus-4-6', 5, 0.5, 25, { written: 6.25, asOf: '2026-10-24', source: anthropic }),
  row('claude-opus-4-5', 5, 0.5, 25, { written: 6.25, asOf: '2026-10-24', source: anthropic }),
  row('claude-sonnet-5-5', 2, 0.1, 10, { written: 2.5, asOf: '2026-10-07', source: anthropic }),
  row('claude-sonnet-5', 2, 0.2, 10, { written: 2.5, asOf: '2026-10-24', source: anthropic }),
  row('claude-sonnet-4-6', 3, 0.3, 15, { written: 3.75, asOf: '2026-10-24', source: anthropic }),
  row('claude-sonnet-4-5', 3, 0.3, 15, { written: 3.75, asOf: '2026-10-24', source: anthropic }),
  row('claude-haiku-5-5', 0.1, 0.01, 0.5, { written: 0.125, asOf: '2026-10-07', source: anthropic }),
  row('claude-haiku-4-5', 1, 0.1, 5, { written: 1.25, asOf: '2026-10-24', source: anthropic }),
  row('gpt-6-astra', 10, 1, 50, { written: 12.5, asOf: '2026-09-03', source: openai }),
  row('gpt-6.2-sol', 2, 0.1, 10, { written: 2.5, asOf: '2026-11-24', source: openai }),
  row('gpt-6.1-sol', 2, 0.1, 10, { written: 2.5, asOf: '2026-10-13', source: openai }),
  row('gpt-6.1-terra', 1, 0.05, 5, { written: 1.25, asOf: '2026-10-26', source: openai }),
  row('gpt-6-sol', 2, 0.2, 10, { written: 2.5, asOf: '2026-09-22', source: openai }),
  row('gpt-6-luna', 0.1, 0.01, 0.5, { written: 0.125, asOf: '2026-09-22', source: openai }),
  row('gpt-5.6-sol', 4, 0.4, 20, { written: 5, asOf: '2026-09-22', source: openai }),
  row('gpt-5.6-terra', 2, 0.2, 12, { written: 2.5, asOf: '2026-08-01', source: openai }),
  row('gpt-5.6-luna', 0.2, 0.02, 1.2, { written: 0.25, asOf: '2026-09-22', source: openai }),
  row('gpt-5.5-pro', 30, 30, 180, { asOf: '2026-06-04', source: openai }),
  row('gpt-5.5', 5, 0.5, 30, { asOf: '2026-06-04', source: openai }),
  row('gpt-5.4-pro', 30, 30, 180, { asOf: '2026-06-04', source: openai }),
  row('gpt-5.4', 2.5, 0.25, 15, { asOf: '2026-06-04', source: openai }),
  row('gpt-5.4-mini', 0.75, 0.075, 4.5, { asOf: '2026-06-04', source: openai }),
  row('gpt-5.4-nano', 0.2, 0.02, 1.25, { asOf: '2026-06-04', source: openai }),
  row('gpt-5.1', 1.25, 0.125, 10, { asOf: '2026-04-13', source: openai }),
  row('gpt-5', 1.25, 0.125, 10, { asOf: '2026-03-21', source: openai }),
  row('gpt-5-mini', 0.25, 0.025, 2, { asOf: '2026-07-09', source: openai }),
  row('gpt-5-nano', 0.05, 0.005, 0.4, { asOf: '2026-09-30', source: openai }),
  row('gpt-4.1', 2, 0.5, 8, { asOf: '2026-05-07', source: openai }),
  row('gpt-4.1-mini', 0.4, 0.1, 1.6, { asOf: '2026-05-07', source: openai }),
  row('gpt-4.1-nano', 0.1, 0.025, 0.4, { asOf: '2026-05-07', source: openai }),
  row('gpt-4o', 2.5, 1.25, 10, { asOf: '2026-03-21', source: openai }),
  row('gpt-4o-mini', 0.15, 0.075, 0.6, { asOf: '2026-09-26', source: openai }),
];

function row(
  name: string,
  input: number,
  cached: number,
  output: number,
  seen: Pick<PriceRow, 'written' | 'asOf' | 'source'>,
): PriceRow {
  return { name, input, cached, output, ...seen };
}
