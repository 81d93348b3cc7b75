import { expect, test } from 'vitest';
import { readOptions } from '../../../../src/cli/demo/options.ts';

test('without any it plays the samples, unhurried', () => {
  expect(readOptions([])).toEqual({ help: false, json: false, slow: 1 });
});

test.each([
  ['2', 0.5],
  ['0.5', 2],
  ['0', 0],
])('a speed of %s makes every pause %d times as long', (speed, slow) => {
  expect(readOptions(['--speed', speed]).slow).toBe(slow);
});

test.each([
  [['--speed', 'fast'], '--speed takes a number, e.g. 2 for twice as fast or 0 for no waiting.'],
  [['--speed=-1'], '--speed takes a number'],
  [['--speed', ''], '--speed takes a number'],
  [['--ticket', ' '], '--ticket needs words, e.g. --ticket "my disk is full".'],
  [['--ticket', 'x', '--file', 'y'], '--ticket and --file are two different plays. Choose one of them.'],
  [['--fast'], 'Unknown option \'--fast\'. "npm run demo -- --help" lists what there is.'],
  [['my disk is full'], 'Unexpected argument \'my disk is full\'. "npm run demo -- --help" lists what there is.'],
])('%j is refused with words that help', (args, words) => {
  expect(() => readOptions(args)).toThrow(words);
});
