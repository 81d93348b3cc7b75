import { expect, test } from 'vitest';
import { secondPlaceOf } from '../../src/compose-audit.ts';

test.each([
  ['none', undefined, false],
  ['a file in the data folder', './data/checkpoints.jsonl', false],
  ['a file further down there', './data/far/down.jsonl', false],
  ['the same by another way', './elsewhere/../data/checkpoints.jsonl', false],
  ['a file beside it', './data-of-others/checkpoints.jsonl', true],
  ['a file elsewhere', '/mnt/evidence/checkpoints.jsonl', true],
])('with %s as second place', (_, auditCheckpoints, isApart) => {
  const config = { dataDir: './data', ...(auditCheckpoints === undefined ? {} : { auditCheckpoints }) };

  expect(secondPlaceOf(config).isApart).toBe(isApart);
});
