import { expect, test } from 'vitest';
import { isStillOpen, type OpenParts } from '../../../src/desk/still-open.ts';

const nowhere = { read: async () => undefined };
const nothing: OpenParts = {
  ...{ approvals: nowhere, questions: nowhere, verifications: nowhere },
  ...{ fuses: nowhere, breakGlasses: nowhere, effects: nowhere },
};
const inState = (state: string) => ({ read: async (id: string) => (id === 'it' ? { state } : undefined) });

test.each<[string, keyof OpenParts, string, string[]]>([
  ['decide', 'approvals', 'pending', ['approved', 'denied', 'expired', 'void']],
  ['answer', 'questions', 'open', ['answered', 'expired']],
  ['do-tasks', 'questions', 'open', ['answered', 'expired']],
  ['do-tasks', 'verifications', 'open', ['passed', 'failed']],
  ['let-go-on', 'fuses', 'blown', ['released', 'stopped']],
  ['break-glass', 'breakGlasses', 'over', ['refused', 'lapsed', 'reviewed']],
])('to %s is open for others as long as it is so in the %s', async (right, where, open, ended) => {
  expect(await isStillOpen(right, 'it', { ...nothing, [where]: inState(open) })).toBe(true);
  for (const state of ended)
    expect(await isStillOpen(right, 'it', { ...nothing, [where]: inState(state) }), state).toBe(false);
});

test('to say what happened is open until somebody has said it', async () => {
  const settled = (by: object | null) => ({ ...nothing, effects: { read: async () => ({ settledBy: by }) } });

  expect(await isStillOpen('settle', 'it', settled(null))).toBe(true);
  expect(await isStillOpen('settle', 'it', settled({ id: 'sam', name: 'Sam' }))).toBe(false);
});

test('what is written down nowhere never comes to an end', async () => {
  expect(await isStillOpen('break-glass', 'break-glass', { ...nothing, breakGlasses: inState('lapsed') })).toBe(true);
  expect(await isStillOpen('see-cost', 'it', { ...nothing, approvals: inState('denied') })).toBe(true);
});
