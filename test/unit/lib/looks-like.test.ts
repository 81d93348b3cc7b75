import { expect, test } from 'vitest';
import { meantBy } from '../../../src/lib/looks-like.ts';

const known = ['HOST', 'SLACK_BOT_TOKEN', 'TEAMS_APP_ID'];

test.each([
  ['a letter left out', 'SLACK_BOT_TOKN', 'SLACK_BOT_TOKEN'],
  ['a letter too many', 'TEAMS_APPP_ID', 'TEAMS_APP_ID'],
  ['two letters exchanged', 'SLACK_BOT_TOEKN', 'SLACK_BOT_TOKEN'],
  ['the wrong case', 'host', 'HOST'],
  ['a word left out', 'SLACK_TOKEN', 'SLACK_BOT_TOKEN'],
])('%s is recognised', (_, written, meant) => {
  expect(meantBy(written, known)).toBe(meant);
});

test('another name is another name', () => {
  expect(meantBy('SLACK_WEBHOOK_URL', known)).toBeUndefined();
  expect(meantBy('HOST', [])).toBeUndefined();
});
