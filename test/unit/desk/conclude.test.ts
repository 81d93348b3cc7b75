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
