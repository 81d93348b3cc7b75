import { expect, test } from 'vitest';
import { saidIn } from '../../../src/audit/line.ts';
import { createSummary } from '../../../src/audit/summary.ts';
import { chainOf, type MadeLine } from '../../fakes/audit-log.ts';
import { approved, resetOf } from '../../fakes/audit-story.ts';

function told(lines: readonly MadeLine[]) {
  const summary = createSummary();
  for (const { text } of chainOf('contoso', lines)) {
    const said = saidIn(text);
    if (said) summary.take(said);
  }
  return summary.runs();
}

test('a run tells whoever answered, also who sent it back', () => {
  const [before, after] = [
    { run: 'MSP-1', action: 'approval.changes-requested', facts: approved('MSP-1', 'kim') },
    resetOf('MSP-1'),
  ];

  expect(told([before, ...after])).toMatchObject([
    {
      run: 'MSP-1',
      outcome: 'resolved',
      answers: [
        { verdict: 'sent back', by: 'kim' },
        { verdict: 'approved', by: 'sam' },
      ],
    },
  ]);
});
