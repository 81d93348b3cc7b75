import type { KnownBlock } from '@slack/types';
import { plainText } from './inputs.ts';
import { limits } from './limits.ts';

/** As much of the body as one message holds. What can be typed or pressed always stays; that something is missing is said. */
export function fitting(body: readonly KnownBlock[], ending: readonly KnownBlock[]): KnownBlock[] {
  if (fits([...body, ...ending])) return [...body, ...ending];

  const inputs = body.filter(({ type }) => type === 'input');
  const kept = body.filter(({ type }) => type !== 'input');
  while (kept.length > 0 && !fits([...kept, ...inputs, shortened, ...ending])) kept.pop();
  return [...body.filter((block) => kept.includes(block)), shortened, ...inputs, ...ending];
}

const shortened: KnownBlock = {
  type: 'context',
  elements: [plainText('There is more than Slack can show here. The rest was left out.', limits.text)],
};

function fits(blocks: readonly KnownBlock[]): boolean {
  return blocks.length <= limits.blocks && characters(blocks) <= limits.allText;
}

/** Everything that can be read, whatever it is part of; Slack counts roughly so. */
function characters(part: unknown): number {
  if (Array.isArray(part)) return part.reduce<number>((sum, item) => sum + characters(item), 0);
  if (typeof part !== 'object' || part === null) return 0;
  return Object.entries(part).reduce(
    (sum, [key, value]) =>
      sum + (typeof value !== 'string' ? characters(value) : key === 'text' || key === 'url' ? value.length : 0),
    0,
  );
}
