import { z } from 'zod';
import type { Usage } from '../complete.ts';

const MOST = 100_000_000;

/** A number of tokens as a server says it, and none where it says something else. */
export const Tokens = z.int().min(0).max(MOST).catch(0);

/** What was kept is a part of what was read. */
export function usageOf(input: number, cached: number, output: number): Usage {
  return { input, cached: Math.min(cached, input), output };
}
