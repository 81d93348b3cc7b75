import type { TextRun } from './card.ts';

/** The text as runs, in which each of these addresses can be opened. Any other address stays words: a ticket draws no link. */
export function linked(text: string, addresses: readonly string[]): TextRun[] {
  const [address, ...others] = addresses;
  if (address === undefined) return text === '' ? [] : [{ type: 'TextRun', text }];
  return text
    .split(address)
    .flatMap((part, index) => [...(index > 0 ? [opening(address)] : []), ...linked(part, others)]);
}

function opening(url: string): TextRun {
  return { type: 'TextRun', text: url, selectAction: { type: 'Action.OpenUrl', url } };
}
