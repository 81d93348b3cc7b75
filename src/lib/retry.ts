import { setTimeout as pause } from 'node:timers/promises';
import { type Duration, inMilliseconds } from './duration.ts';

/** How often something is tried, and how long the first wait between two tries is; each further one is twice as long. */
export interface Retry {
  readonly attempts: number;
  readonly wait: Duration;
}

/** Tries again while `worthwhile` says so; throws the last error. */
export async function retrying<T>(
  work: () => Promise<T>,
  { attempts, wait }: Retry,
  worthwhile: (error: unknown) => boolean,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= attempts || !worthwhile(error)) throw error;
      await pause(inMilliseconds(wait) * 2 ** (attempt - 1));
    }
  }
}
