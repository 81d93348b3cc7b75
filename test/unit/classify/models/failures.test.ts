import { expect, test } from 'vitest';
import { kindOfStatus } from '../../../../src/classify/models/failures.ts';
import { rulesOf } from '../../../../src/classify/models/restraint.ts';

test.each([
  [401, 'wrong-key'],
  [402, 'out-of-quota'],
  [403, 'not-allowed'],
  [404, 'unknown-model'],
  [408, 'overloaded'],
  [409, 'overloaded'],
  [413, 'too-long'],
  [429, 'rate-limited'],
  [500, 'overloaded'],
  [529, 'overloaded'],
  [302, 'not-in-shape'],
] as const)('%d by itself means %s', (status, kind) => {
  expect(kindOfStatus(status)).toBe(kind);
});

const rules = rulesOf(
  { provider: 'openai', name: 'gpt-6-luna', perMinute: 7 },
  'https://llm.lan:8443/v1',
  ({ status }) => (status === 429 ? 'out-of-quota' : 'overloaded'),
);

test('a model is asked at its own origin alone, and as often as the settings say', () => {
  expect(rules.hosts).toEqual(['https://llm.lan:8443']);
  expect(rules.rate).toEqual({ limit: 7, every: '60s' });
});

test.each([
  [408, {}, true],
  [409, {}, true],
  [500, {}, true],
  [501, {}, false],
  [400, {}, false],
  [429, {}, false], // this one has to be paid first
  [503, { 'x-should-retry': 'false' }, false],
] as const)('asked again after %d %j: %s', (status, headers, again) => {
  const answer = { status, headers: new Headers(headers), text: '' };

  expect(rules.policies.safe.repeatsAnswer(answer)).toBe(again);
});
