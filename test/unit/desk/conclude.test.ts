import { describe, expect, test } from 'vitest';
import { connectors } from '../../../src/connectors/all.ts';
import { createRegistry } from '../../../src/connectors/registry.ts';
import { conclude } from '../../../src/desk/conclude.ts';
import { left } from '../../../src/desk/outcome-message.ts';
import type { NodeEnd } from '../../../src/runs/graph.ts';
import { aRun } from './a-run.ts';

const registry = createRegistry({ connectors, demo: { pause: async () => {} } });
const run = aRun({
  'find-user': { operation: 'graph.getUser', with: { user: 'ada@contoso.com' } },
  reset: { title: 'Reset the password', operation: 'graph.resetPassword', with: {} },
  note: { title: 'Write a note', operation: 'zohoDesk.addComment', with: {} },
});
const failed = (definite: boolean): NodeEnd => ({ state: 'failed', why: 'No answer.', definite });

describe('what a failed run leaves', () => {
  test.each<[string, Record<string, NodeEnd>, string]>([
    ['nothing, if it failed for certain', { reset: failed(true) }, 'Nothing was changed.'],
    [
      'a doubt, if nobody can tell',
      { reset: failed(false) },
      'Nobody can tell whether this was done: Reset the password.',
    ],
    ['a doubt about bookkeeping too', { note: failed(false) }, 'Nobody can tell whether this was done: Write a note.'],
    ['nothing after a look-up without an answer', { 'find-user': failed(false) }, 'Nothing was changed.'],
    [
      'what was done, and the doubt',
      { reset: { state: 'done', output: {} }, note: failed(false) },
      'Done before that: Reset the password. Nobody can tell whether this was done: Write a note.',
    ],
  ])('is %s', (_, ends, words) => {
    expect(left(conclude(run, new Map(Object.entries(ends)), { registry }))).toBe(words);
  });
});

describe('what a run has come to', () => {
  const denied: NodeEnd = { state: 'stopped', outcome: 'denied', why: 'Sam denied it.' };
  const expired: NodeEnd = { state: 'stopped', outcome: 'expired', why: 'Nobody decided in time.' };
  const assigned: NodeEnd = { state: 'stopped', outcome: 'assigned', why: 'It is switched off.' };
  const done: NodeEnd = { state: 'done', output: {} };
  const withFallback = aRun({
    fast: { operation: 'graph.getUser', with: {}, 'on-failure': 'slow' },
    slow: { operation: 'graph.getUser', with: {} },
  });

  test.each<[string, Record<string, NodeEnd>]>([
    ['resolved', { 'find-user': done, reset: done, note: done }],
    ['resolved', { 'find-user': done, reset: { state: 'passed-over' }, note: done }],
    ['failed', { 'find-user': failed(true) }],
    ['denied', { 'find-user': failed(true), reset: expired, note: denied }],
    ['expired', { 'find-user': assigned, reset: expired }],
    ['assigned', { 'find-user': assigned, reset: failed(true) }],
  ])('is %s: a decision against it counts most, then a failure, then its own end', (outcome, ends) => {
    expect(conclude(run, new Map(Object.entries(ends)), { registry }).outcome).toBe(outcome);
  });

  test.each<[string, NodeEnd, string]>([
    ['made good by a fallback that did it', done, 'resolved'],
    ['not made good by one that failed too', failed(true), 'failed'],
    ['not made good by one that was passed over', { state: 'passed-over' }, 'failed'],
  ])('is a failure %s', (_, slow, outcome) => {
    const ends = new Map(Object.entries({ fast: failed(true), slow }));

    expect(conclude(withFallback, ends, { registry }).outcome).toBe(outcome);
  });
});
