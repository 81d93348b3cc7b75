import { digest } from '../../lib/digest.ts';

const form = /\bDESK-[0-9a-f]{24}\b/;

/** How a call is found again in Atera: one word, equal for every repeat of the call, that survives any formatting. */
export function markOf(reference: string): string {
  return `DESK-${digest(reference).slice(0, 24)}`;
}

/** Whether the desk wrote it. */
export function isOwnWriting(text: string): boolean {
  return form.test(text);
}
