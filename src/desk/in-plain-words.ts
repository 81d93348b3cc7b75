import { ChatError } from '../chat/platform.ts';
import { ConnectorError } from '../connectors/connector-error.ts';
import type { Log } from '../lib/log.ts';
import { Unsure } from '../runs/intent.ts';
import { isOutage } from '../store/outage.ts';
import { NobodyReached } from './audience.ts';

/** All that people are told of what only an engineer has words for. */
export const INNER_FAILURE = 'Something went wrong inside the desk.';

/** Lets pass what was written for people, and outages, which are no failures; the rest goes to the log. */
export async function inPlainWords<T>(work: () => Promise<T>, log: Log): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isOutage(error) || isForPeople(error)) throw error;
    log.error('step.failed', { cause: error });
    throw new Error(INNER_FAILURE);
  }
}

const forPeople = [ConnectorError, ChatError, NobodyReached, Unsure];

/** Those classes of ours, and plain errors: we throw them with a sentence, while others have classes of their own. */
function isForPeople(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.constructor === Error || forPeople.some((kind) => error instanceof kind);
}
