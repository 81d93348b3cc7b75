import { expect, test } from 'vitest';
import { tellAlarm, tellUnopened } from '../../../src/desk/tell-handover.ts';
import type { Alarm } from '../../../src/secrets/opening.ts';
import { audienceOn, createChat } from './a-chat.ts';
import { aRun } from './a-run.ts';

const about = { customerId: 'contoso', runId: 'MSP-1', recipientId: 'ada', codeHolderId: 'kim', title: 'The password' };

test.each<[Alarm, string]>([
  ['opened-again', 'Ask Ada Lovelace who opened it both times.'],
  ['blocked', 'Ask Ada Lovelace whether that was them.'],
  ['code-refused', 'somebody other than Kim Diaz asked for the code'],
])('technicians are told what to do when a link is %s', async (what, words) => {
  const { parts, alerts } = theDesk();

  await tellAlarm(about, what, parts);

  expect(alerts).toEqual([expect.stringContaining(words)]);
});

test.each([
  ['expired', 'nobody opened its link in time'],
  ['blocked', 'too many wrong codes were typed'],
] as const)('whoever asked, and the technicians, are told of one that is %s', async (state, why) => {
  const { parts, alerts, read } = theDesk();

  await tellUnopened(about, state, parts);

  expect(read('help')).toEqual([expect.stringMatching(new RegExp(`${why}[\\s\\S]*please ask again`))]);
  expect(alerts).toEqual([expect.stringMatching(new RegExp(`${why}[\\s\\S]*why Ada Lovelace did not open it`))]);
});

test('technicians are told also where whoever asked can’t be', async () => {
  const { parts, alerts, refuse } = theDesk();
  refuse(9, false);

  await tellUnopened(about, 'expired', parts);

  expect(alerts).toHaveLength(1);
});

function theDesk() {
  const chat = createChat('slack');
  const alerts: string[] = [];
  const run = aRun({});
  const person = (id: string, name: string) => ({ id, name, identities: [], roles: {} });
  const roster = { customers: [run.customer], people: [person('ada', 'Ada Lovelace'), person('kim', 'Kim Diaz')] };
  const parts = {
    ...audienceOn([chat], roster),
    tickets: { find: async () => ({ ticket: run.ticket }) },
    alert: async (_: unknown, what: string) => void alerts.push(what),
  };
  return { parts, alerts, read: chat.read, refuse: chat.refuse };
}
