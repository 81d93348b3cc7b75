import { describe, expect, test } from 'vitest';
import type { DeskParts } from '../../../src/desk/parts.ts';
import { approved } from '../../../src/desk/steps/approve.ts';
import { aRun } from './a-run.ts';

const question = { id: 'MSP-1:approve', step: 'approve', calls: [], expires: '20m', differences: [] } as const;

/** The moves after the question was put, as a journal that answered this tells them; nobody decides. */
function movesAfter(answer: unknown, run = aRun({})): unknown[] {
  const moves = approved(question, run, new Map(), {} as Partial<DeskParts> as DeskParts);
  moves.next();
  const told: unknown[] = [];
  for (let next = moves.next(answer); !next.done && told.length < 9; next = moves.next(null)) {
    const move = next.value;
    told.push(move.kind === 'wait' ? move.within : move.name);
    if (move.kind === 'step' && move.name === 'approve: decided') break;
  }
  return told;
}

test.each([
  [null, '20m'],
  [{ state: 'asked', within: '15m' }, '15m'],
])('a run whose journal is of an earlier release, %j, waits as it did', (answer, whole) => {
  expect(movesAfter(answer)).toEqual([whole, 'approve: decided']);
});

test.each([
  ['void', 'The ticket says something else.', 'assigned', 'The ticket says something else.'],
  ['void', '', 'assigned', 'Something it rests on has changed.'],
  ['denied', 'Call me first', 'denied', 'Nobody denied it: “Call me first”.'],
  ['denied', 'Call me first!', 'denied', 'Nobody denied it: “Call me first!”'],
  ['expired', '', 'expired', 'Nobody decided in time.'],
])('what has become %s (“%s”) while it was waited for is %s, and says so', (state, reason, outcome, why) => {
  const moves = approved(question, aRun({}), new Map(), {} as Partial<DeskParts> as DeskParts);
  for (const told of [undefined, null, null]) moves.next(told);

  const end = moves.next({ state, reason, by: 'Nobody', voters: [], isSentBack: false });

  expect(end).toEqual({ done: true, value: { state: 'stopped', outcome, why } });
});

test('a run of this release waits in pieces', () => {
  expect(movesAfter({ state: 'asked', within: '15m', untilHalf: '7m' })).toEqual([
    '7m',
    'approve: half of the time',
    null,
    'approve: three-quarters of the time',
    null,
    'approve: decided',
  ]);
});

describe('on a list', () => {
  const alone = aRun({});
  const run = { ...alone, ticket: { ...alone.ticket, batch: { id: 'b', size: 2, position: 1 } } };
  const shown = ['approve: show together', '10s', 'approve: show what there is'];
  const ofBefore = { state: 'asked', within: '15m', untilHalf: '7m', digest: 'd', file: null };

  test('a run whose journal is of an earlier release waits as it did', () => {
    expect(movesAfter(ofBefore, run)).toEqual([...shown, '15m', 'approve: decided']);
  });

  test('a run of this release waits in pieces', () => {
    expect(movesAfter({ ...ofBefore, tellsOnLists: true }, run)).toEqual([
      ...shown,
      '7m',
      'approve: half of the time',
      null,
      'approve: three-quarters of the time',
      null,
      'approve: decided',
    ]);
  });
});
