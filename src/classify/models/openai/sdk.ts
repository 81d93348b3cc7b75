import type { OpenAI } from 'openai';
import type { Incoming } from '../../../egress/send.ts';
import type { Means } from '../connection.ts';
import { withoutAnswer } from '../failures.ts';
import { NO_KEY, throughSdk } from '../through-sdk.ts';

/** What shows who asks. */
export type KeyHeader = (key: string) => Readonly<Record<string, string>>;

/** Anything of the SDK that answers with the response itself. */
type Asked = { asResponse(): Promise<unknown> };

/**
 * Asks through the SDK, which is loaded when it is first needed. Everything that it would read from the environment is said
 * here, and it neither logs nor repeats.
 */
export async function askThroughSdk(
  { model, base, send, fail }: Means,
  keyHeader: KeyHeader,
  signal: AbortSignal,
  ask: (client: OpenAI) => Asked,
): Promise<Incoming> {
  const { OpenAI } = await import('openai');
  const headers = model.key ? keyHeader(model.key) : {};
  try {
    return await throughSdk({ send, headers, signal }, async (fetch) => {
      const client = new OpenAI({
        ...{ apiKey: NO_KEY, adminAPIKey: null, organization: null, project: null, webhookSecret: null },
        ...{ baseURL: base, fetch, maxRetries: 0, logLevel: 'off' },
      });
      await ask(client).asResponse();
    });
  } catch (error) {
    throw withoutAnswer(error, fail);
  }
}
