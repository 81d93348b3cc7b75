import { expect, test } from 'vitest';
import { publicKeysIn } from '../../../src/audit/audit-key.ts';
import { signCheckpoint } from '../../../src/audit/checkpoint.ts';
import { lookAtCheckpoints } from '../../../src/audit/checkpoint-look.ts';
import type { Flaw } from '../../../src/audit/flaw.ts';
import { createSignedHeads } from '../../../src/audit/signed-heads.ts';
import type { KeptCheckpoint } from '../../../src/store/audit-checkpoints.ts';
import { chainOf, checkpointsOf, headOf, key } from '../../fakes/audit-log.ts';
import { resetOf } from '../../fakes/audit-story.ts';

const chain = chainOf('contoso', resetOf('MSP-1'));
const other = headOf(chainOf('fabrikam', resetOf('MSP-2')));
const signed = checkpointsOf(...[2, 4, 6].map((lines) => [headOf(chain.slice(0, lines)), other]));
const [first, second, third] = signed as [KeptCheckpoint, KeptCheckpoint, KeptCheckpoint];

function flawsOf(checkpoints: readonly (KeptCheckpoint | undefined)[], isWhole = true): string[] {
  const found: Flaw[] = [];
  const keys = publicKeysIn(key.publicKey, 'a test');
  const heads = createSignedHeads();
  const look = lookAtCheckpoints({ keys, heads, isWhole, place: 'here', found: (flaw) => void found.push(flaw) });
  for (const one of checkpoints) look.take(one);
  look.end();
  return found.map(({ why }) => why);
}

test('all of them in their order are well, and so are some of them where not all have to be there', () => {
  expect(flawsOf(signed)).toEqual([]);
  expect(flawsOf([first, third], false)).toEqual([]);
});

test.each<[what: string, checkpoints: readonly (KeptCheckpoint | undefined)[], wrong: string]>([
  ['the first is missing', [second, third], 'here: checkpoint 2 does not follow on the one before it'],
  ['one in the middle is missing', [first, third], 'here: checkpoint 3 does not follow on the one before it'],
  ['one is there twice', [first, first], 'here: checkpoint 1 does not follow on the one before it'],
  [
    'one was exchanged for another one that the key signed',
    [first, signCheckpoint([other], '2026-11-03T09:00:00.000Z', { ...first, text: 'x' }, key)],
    'here: checkpoint 2 does not follow on the one before it',
  ],
  [
    'one is older than the one before it',
    [first, signCheckpoint([other], '2026-11-01T09:00:00.000Z', first, key)],
    'here: checkpoint 2 is older than the one before it',
  ],
  [
    'a chain that it signs is not named',
    [{ ...first, chains: [other] }],
    'here: checkpoint 1 does not name all that it signs',
  ],
  ['its end can not be read', [first, undefined], 'here: what stands at its end can not be read'],
])('where %s, it is said', (_what, checkpoints, wrong) => {
  expect(flawsOf(checkpoints)).toEqual([wrong]);
});

test('a write that was cut off and made again is no flaw', () => {
  expect(flawsOf([first, undefined, second])).toEqual([]);
});
