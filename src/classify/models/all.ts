import { type ModelProvider, supersededBy } from '../../domain/language-model.ts';
import type { Send } from '../../egress/send.ts';
import { anthropic } from './anthropic/complete.ts';
import { type Member, MOST_OUTPUT, type ModelConnection, type ModelSettings, type SendRules } from './connection.ts';
import { failing } from './failures.ts';
import { azure, compatible, openai } from './openai/complete.ts';
import { rulesOf } from './restraint.ts';

interface Entry {
  readonly member: Member;
  title(base: string): string;
  /** Where the API begins, from the address in the settings, if there is one. */
  base(url: string | undefined): string;
  readonly isListed: boolean;
}

const entries = {
  openai: {
    member: openai,
    title: () => 'OpenAI',
    base: (url = 'https://api.openai.com/v1') => withPath(url, '/v1'),
    isListed: true,
  },
  azure: {
    member: azure,
    title: () => 'Azure OpenAI',
    base: (url = '') => withPath(url, '/openai/v1'),
    isListed: false,
  },
  anthropic: {
    member: anthropic,
    title: () => 'Anthropic',
    base: (url = 'https://api.anthropic.com') => url.replace(/\/v1$/, ''),
    isListed: true,
  },
  compatible: {
    member: compatible,
    title: (base) => `The model at ${new URL(base).host}`,
    base: (url = '') => withPath(url, '/v1'),
    isListed: true,
  },
} satisfies Record<ModelProvider, Entry>;

/** People leave out the path that is always the same. */
function withPath(url: string, usual: string): string {
  return new URL(url).pathname === '/' ? `${url}${usual}` : url;
}

/** The one model that the settings name. Nothing is sent before it is asked. */
export function connectModel(
  model: ModelSettings,
  { createSend }: { readonly createSend: (rules: SendRules) => Send },
): ModelConnection {
  const entry: Entry = entries[model.provider];
  const base = entry.base(model.url);
  const title = entry.title(base);
  const send = createSend(rulesOf(model, base, entry.member.kindOf));
  return {
    name: model.name,
    title,
    mostOutput: MOST_OUTPUT,
    isListed: entry.isListed,
    instead: supersededBy(model.provider, model.name),
    ...entry.member.connect({ model, base, send, fail: failing(title) }),
  };
}
