import type { Member } from '../connection.ts';
import { createChat } from './chat.ts';
import { kindOf } from './explain.ts';
import { createModels } from './models.ts';
import { createResponses } from './responses.ts';
import type { KeyHeader } from './sdk.ts';

const bearer: KeyHeader = (key) => ({ authorization: `Bearer ${key}` });
const apiKey: KeyHeader = (key) => ({ 'api-key': key });

/** OpenAI itself. */
export const openai: Member = {
  kindOf,
  connect: (means) => ({ complete: createResponses(means, bearer), models: createModels(means, bearer) }),
};

/** The same at Azure, where the model is a deployment: https://learn.microsoft.com/azure/ai-foundry/openai/api-version-lifecycle */
export const azure: Member = {
  kindOf,
  connect: (means) => ({ complete: createResponses(means, apiKey), models: createModels(means, apiKey) }),
};

/** Whoever speaks as OpenAI did before: that is what everybody speaks. */
export const compatible: Member = {
  kindOf,
  connect: (means) => ({ complete: createChat(means, bearer), models: createModels(means, bearer) }),
};
