import { z } from 'zod';
import type { Usage } from './complete.ts';

const MOST = 100_000_000;

/** A number of tokens as a server says it, and none where it says something else. */
export const Tokens = z.int().min(0).max(MOST).catch(0);

/** What was kept is a part of what was read, and what is put aside for later is another one. */
export function usageOf(input: number, kept: number, output: number, putAside = 0): Usage {
  const cached = Math.min(kept, input);
  const written = Math.min(putAside, input - cached);
  return { input, cached, output, ...(written > 0 && { written }) };
}
