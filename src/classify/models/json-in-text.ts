import { jsonIn } from '../../lib/json-in.ts';

/** The JSON in what a model has written, also where it stands behind its thoughts, in a code fence or in prose. */
export function jsonInText(text: string): unknown {
  const spoken = text.split('</think>').at(-1) ?? '';
  return jsonIn(spoken) ?? jsonIn(spoken.slice(spoken.indexOf('{'), spoken.lastIndexOf('}') + 1));
}
