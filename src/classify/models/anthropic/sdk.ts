import type { Anthropic } from '@anthropic-ai/sdk';
import type { Incoming } from '../../../egress/send.ts';
import type { Means } from '../connection.ts';
import { withoutAnswer } from '../failures.ts';
import { NO_KEY, throughSdk } from '../through-sdk.ts';

/** The version that our answers are read by: https://platform.claude.com/docs/en/api/versioning */
const VERSION = '2026-10-21';

/** Anything of the SDK that answers with the response itself. */
type Asked = { asResponse(): Promise<unknown> };

/**
 * Asks through the SDK, which is loaded when it is first needed. Everything that it would read from the environment is said
 * here, and it neither logs, traces nor repeats.
 */
export async function askThroughSdk(
  { model, base, send, fail }: Means,
  signal: AbortSignal,
  ask: (client: Anthropic) => Asked,
): Promise<Incoming> {
  const { Anthropic } = await import('@anthropic-ai/sdk');
  const headers = { 'anthropic-version': VERSION, ...(model.key && { authorization: `Bearer ${model.key}` }) };
  try {
    return await throughSdk({ send, headers, signal }, async (fetch) => {
      const client = new Anthropic({
        ...{ apiKey: NO_KEY, webhookKey: null, baseURL: base, fetch },
        ...{ maxRetries: 0, logLevel: 'off', openTelemetry: false },
      });
      await ask(client).asResponse();
    });
  } catch (error) {
    throw withoutAnswer(error, fail);
  }
}
