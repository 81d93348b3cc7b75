/** Who runs the language model; `compatible` is any address that speaks as OpenAI does, such as a model of one's own. */
export const modelProviders = ['openai', 'anthropic', 'azure', 'compatible'] as const;
export type ModelProvider = (typeof modelProviders)[number];

/** What is asked where nobody names a model. Where the names are one's own, there is no such model. */
export const usualModels: Readonly<Partial<Record<ModelProvider, string>>> = {
  openai: 'gpt-6-luna',
  anthropic: 'claude-haiku-5-5',
};

/** Generations that their providers have switched off or are about to. */
const oldNames: Readonly<Partial<Record<ModelProvider, RegExp>>> = {
  openai: /^(gpt-3\.5-|gpt-4$|gpt-4-|gpt-4o|chatgpt-4o|o1$|o1-|text-|davinci)/,
  anthropic: /^claude-(instant|[123]\b|(opus|sonnet)-4(-[01])?(-\d{8})?$|sonnet-4-5)/,
};

/** The model to ask today instead of an old one; `undefined` when the name is not old. */
export function supersededBy(provider: ModelProvider, name: string): string | undefined {
  return oldNames[provider]?.test(name) ? usualModels[provider] : undefined;
}

/** US dollars for a million tokens. `cached` are those that the provider had kept. */
export interface ModelPrice {
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  /** Input that the provider puts aside for later calls, where that costs more than other input. */
  readonly written?: number;
}
