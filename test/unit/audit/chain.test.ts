import { expect, test } from 'vitest';
import { followChain } from '../../../src/audit/chain.ts';
import type { Flaw } from '../../../src/audit/flaw.ts';
import { BEGINNING, hashAfter } from '../../../src/audit/line.ts';
import type { KeptLine } from '../../../src/store/audit-lines.ts';
import { chainOf } from '../../fakes/audit-log.ts';
import { resetOf } from '../../fakes/audit-story.ts';

function flawsOf(lines: readonly KeptLine[]): string[] {
  const found: Flaw[] = [];
  const chain = followChain({ customer: 'contoso', after: 0, previous: BEGINNING }, (flaw) => void found.push(flaw));
  for (const line of lines) chain.take(line);
  return found.map(({ seq, why }) => `${seq}: ${why}`);
}

const chain = chainOf('contoso', resetOf('MSP-1'));

test('a line that follows on another one than the one before it is named, even if its own hash fits', () => {
  const other = chainOf('contoso', resetOf('MSP-2'));
  expect(flawsOf([...chain.slice(0, 3), ...other.slice(3)])).toEqual([
    '4: does not follow on line 3, which is not the one that was written',
  ]);
});

test('a line that was written as another number is named, even if its own hash fits', () => {
  const [first, second] = chain as [KeptLine, KeptLine];
  const text = second.text.replace('"contoso",2,', '"contoso",7,');
  const moved = { ...second, text, hash: hashAfter(first.hash, text) };
  expect(flawsOf([first, moved])).toEqual(['2: changed: it was written as line 7']);
});

test('after a flaw, what follows is judged by itself', () => {
  const changed = { ...(chain[3] as KeptLine), text: '[]' };
  expect(flawsOf(chain.with(3, changed))).toEqual(['4: changed: it can not be read any more']);
});
