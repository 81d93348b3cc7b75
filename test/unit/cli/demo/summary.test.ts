import { expect, test } from 'vitest';
import type { Played } from '../../../../src/cli/demo/play.ts';
import { createTally, inWords } from '../../../../src/cli/demo/summary.ts';

const played: Played = {
  id: '1',
  ticket: 'MSP-1',
  subject: 'Printer jams',
  category: 'printer_issue',
  confidence: 87,
  workflow: 'hand-over',
  outcome: 'assigned',
  seconds: 2,
};

test('every ticket is counted by what became of it and by its category', () => {
  const tally = createTally();
  tally.add(played);
  tally.add({ ...played, seconds: 1 });
  tally.add({ ...played, category: 'password_reset', outcome: 'resolved', seconds: 4.5 });
  tally.add({ ...played, category: 'password_reset', outcome: 'denied', seconds: 0.5 });
  tally.leaveOut();

  expect(tally.summary()).toEqual({
    processed: 4,
    autoResolved: 1,
    assigned: 2,
    escalated: 0,
    denied: 1,
    expired: 0,
    failed: 0,
    withoutEnd: 0,
    leftOut: 1,
    averageSeconds: 2,
    byCategory: { printer_issue: 2, password_reset: 2 },
  });
});

test('a ticket without an end counts, and not towards the average', () => {
  const tally = createTally();
  tally.add(played);
  tally.add({ ...played, outcome: null, seconds: null, category: null });

  expect(tally.summary()).toMatchObject({
    processed: 2,
    withoutEnd: 1,
    averageSeconds: 2,
    byCategory: { printer_issue: 1, 'not understood': 1 },
  });
});

test('the table names what is always there, and what went wrong only if something did', () => {
  const tally = createTally();
  tally.add(played);
  const calm = inWords(tally.summary());
  tally.add({ ...played, outcome: 'failed' });

  expect(calm).toContain('  With a technician                1\n');
  expect(calm).toContain('  Denied                           0\n');
  expect(calm).toContain('By category\n  printer issue                    1');
  expect(calm).not.toContain('Failed');
  expect(inWords(tally.summary())).toContain('  Failed                           1\n');
});
