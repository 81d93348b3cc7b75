import { describe, expect, test } from 'vitest';
import { handsOverSecret, recipientOf } from '../../../src/desk/recipient.ts';
import type { Person } from '../../../src/domain/person.ts';
import { WorkflowInput } from '../../../src/domain/workflow.ts';
import { createChat } from './a-chat.ts';
import { aRun } from './a-run.ts';

const account = WorkflowInput.parse({ title: 'Account', kind: 'account', from: ['command'], ask: 'Whose?' });
const ada = someone('ada', 'ada@contoso.com');
const kim = someone('kim', 'kim@contoso.com');

describe('a secret', () => {
  test('goes to the owner of the account, whoever asked for it', async () => {
    expect(await recipientFor('kim@contoso.com', [ada, kim])).toBe(kim);
  });

  test('finds its owner however the account is written', async () => {
    expect(await recipientFor('KIM@Contoso.com', [ada, kim])).toBe(kim);
  });

  test('has nobody to go to where nobody is linked with the account', async () => {
    expect(await recipientFor('otto@contoso.com', [ada, kim])).toBeUndefined();
  });

  test('has nobody to go to where the owner is on no chat that is connected', async () => {
    const elsewhere = { ...kim, identities: [{ platform: 'teams', workspace: 'X', user: 'kim' }] };

    expect(await recipientFor('kim@contoso.com', [ada, elsewhere])).toBeUndefined();
  });

  test('never goes to somebody without an account', async () => {
    const { account: _, ...withoutAccount } = kim;

    expect(await recipientFor('', [withoutAccount])).toBeUndefined();
  });
});

test.each([
  [true, { hand: { deliver: '${steps.reset.password}', to: 'owner' as const } }],
  [false, { tell: { notify: 'technicians' as const, text: 'Hello' } }],
])('that a workflow hands over a secret is %s of its steps', (hands, steps) => {
  expect(handsOverSecret(aRun(steps))).toBe(hands);
});

function recipientFor(value: string, people: readonly Person[]): Promise<Person | undefined> {
  const { workflow } = aRun({});
  const run = aRun(
    {},
    { workflow: { ...workflow, inputs: { account } }, inputs: { account: { value, origin: 'typed command' } } },
  );
  const slack = createChat('slack').platform;
  return recipientOf(run, { platforms: new Map([['slack', slack]]), roster: async () => ({ customers: [], people }) });
}

function someone(user: string, itsAccount: string): Person {
  return {
    id: user,
    name: user,
    account: itsAccount,
    identities: [{ platform: 'slack', workspace: 'T1', user }],
    roles: {},
  };
}
