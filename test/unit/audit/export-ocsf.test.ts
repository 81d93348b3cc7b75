import { expect, test } from 'vitest';
import { exportOcsf } from '../../../src/audit/export-ocsf.ts';
import { chainOf, type MadeLine } from '../../fakes/audit-log.ts';

async function eventOf(action: string, facts: NonNullable<MadeLine['facts']>) {
  let text = '';
  const lines = chainOf('contoso', [{ run: 'MSP-1', action, facts }]);
  for await (const piece of exportOcsf(
    (async function* () {
      yield lines;
    })(),
  ))
    text += piece;
  return JSON.parse(text);
}

test.each([
  ['handover.opened-again', 'high'],
  ['handover.blocked', 'high'],
  ['handover.code-refused', 'high'],
  ['approval.denied', 'low'],
  ['handover.opened', 'informational'],
])('%s is of %s severity', async (action, severity) => {
  const names = { informational: 1, low: 2, medium: 3, high: 4 };

  expect((await eventOf(action, { secret: 's-1' })).severity_id).toBe(names[severity as keyof typeof names]);
});

test.each([
  ['graph.createUser', 'Create'],
  ['graph.enableUser', 'Enable'],
  ['graph.disableUser', 'Disable'],
  ['graph.resetPassword', 'Password Reset'],
])('what %s does to an account has its name', async (operation, name) => {
  const facts = { operation, input: { account: 'ada@contoso.com' } };

  expect((await eventOf('effect.done', facts)).activity_name).toBe(name);
});
