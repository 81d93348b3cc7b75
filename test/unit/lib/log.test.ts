import { expect, test } from 'vitest';
import { createLog, type LogLevel } from '../../../src/lib/log.ts';

function writtenAt(level: LogLevel) {
  const lines: unknown[] = [];
  return { lines, log: createLog(level, { write: (line) => lines.push(JSON.parse(line)) }) };
}

test('an event is one line of JSON with its level, its name, its fields and its time', () => {
  const { lines, log } = writtenAt('info');

  log.info('approval.granted', { approvalId: 'a-1' });

  expect(lines).toEqual([
    { level: 'info', time: expect.stringMatching(/^\d{4}-.+Z$/), msg: 'approval.granted', approvalId: 'a-1' },
  ]);
});

test('an error is written with its cause, under whatever name it stands', () => {
  const { lines, log } = writtenAt('warn');

  log.error('run.failed', { problem: new Error('outer', { cause: new Error('inner') }) });

  expect(lines).toMatchObject([{ problem: { message: 'outer', cause: { message: 'inner' } } }]);
});

test('what is below the level is not written', () => {
  const { lines, log } = writtenAt('error');

  log.info('desk.opened');
  log.warn('slack.retried');

  expect(lines).toEqual([]);
});
