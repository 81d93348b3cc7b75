import { setTimeout as pause } from 'node:timers/promises';
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from '@slack/web-api';
import type { Log } from '../../lib/log.ts';
import { ChatError } from '../platform.ts';
import { boltLog } from './bolt-log.ts';

const ATTEMPTS = 3;
const LONGEST_WAIT_SECONDS = 10;
const TIMEOUT_MS = 10_000;

/** What Slack says when it is unwell, not we. */
const passingErrors = ['internal_error', 'fatal_error', 'ratelimited', 'request_timeout', 'service_unavailable'];

/** Slack's Web API; every failure comes out as a `ChatError`. */
export interface Client {
  call<T>(work: (web: WebClient) => Promise<T>): Promise<T>;
  /** Ends the waiting for a rate limit. */
  stop(): void;
}

/** Options that keep Slack's own client from waiting and repeating behind our back. */
export function clientOptions(apiUrl: string | undefined, log: Log) {
  return {
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    allowAbsoluteUrls: false,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: TIMEOUT_MS,
    logger: boltLog(log),
  };
}

/**
 * Repeats only what a rate limit turned away, for then Slack did nothing. After a lost answer a repeat could say
 * everything twice; whether it should is for the caller to decide, who is told that the failure may pass.
 */
export function createClient(token: string, apiUrl: string | undefined, log: Log): Client {
  const web = new WebClient(token, clientOptions(apiUrl, log));
  const stopped = new AbortController();

  return {
    async call(work) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await work(web);
        } catch (error) {
          const seconds = waitAfter(error);
          if (seconds === undefined || attempt >= ATTEMPTS || stopped.signal.aborted) throw inOurWords(error);
          log.warn('slack.rateLimited', { seconds });
          await pause(seconds * 1_000, undefined, { signal: stopped.signal }).catch(() => undefined);
        }
      }
    },
    stop: () => stopped.abort(),
  };
}

/** The word Slack refused with, such as `not_in_channel`. */
export function refusalWord(error: unknown): string | undefined {
  const cause = error instanceof ChatError ? error.cause : error;
  return cause instanceof WebAPIPlatformError ? cause.data.error : undefined;
}

function waitAfter(error: unknown): number | undefined {
  const seconds = error instanceof WebAPIRateLimitedError ? error.retryAfter : undefined;
  return seconds !== undefined && seconds <= LONGEST_WAIT_SECONDS ? seconds : undefined;
}

function inOurWords(cause: unknown): ChatError {
  if (cause instanceof WebAPIPlatformError) {
    const word = cause.data.error;
    return new ChatError(`Slack refused: ${word}`, { passing: passingErrors.includes(word), cause });
  }
  if (cause instanceof WebAPIHTTPError)
    return new ChatError(`Slack answered with ${cause.statusCode}`, { passing: cause.statusCode >= 500, cause });
  if (cause instanceof WebAPIRateLimitedError)
    return new ChatError('Slack asked us to slow down', { passing: true, cause });
  const isUnreachable = cause instanceof WebAPIRequestError;
  return new ChatError(isUnreachable ? 'Slack could not be reached' : 'Slack gave no answer we can read', {
    passing: true,
    cause,
  });
}
