import { describe, expect, test } from 'vitest';
import { connectors } from '../../../src/connectors/all.ts';
import { createRegistry } from '../../../src/connectors/registry.ts';
import { Workflow } from '../../../src/domain/workflow.ts';
import { loadWorkflows, WORKFLOWS } from '../../../src/workflows/load.ts';
import { isApproved, sift } from '../../../src/workflows/trusted.ts';

const registry = createRegistry({ connectors, demo: { pause: async () => {} } });
const workflows = await loadWorkflows(WORKFLOWS, registry);

/** A workflow of these steps, with one input that the text may fill. */
function workflowOf(steps: object): Workflow {
  return Workflow.parse({
    name: 'odd',
    title: 'Odd',
    summary: 'Odd.',
    version: 1,
    'edited-by': 'release',
    end: 'resolved',
    inputs: { account: { title: 'Account', kind: 'account', from: ['text'], ask: 'Which one?' } },
    steps,
    result: 'Done.',
  });
}

const look = { operation: 'graph.getUser', with: { user: '${inputs.account}' } };
const approve = { needs: ['find'], approve: { steps: ['disable'] } };
const disable = {
  needs: ['approve'],
  operation: 'graph.disableUser',
  with: { userId: '${steps.find.userId}', account: '${steps.find.account}' },
};
const note = (text: string) => ({
  needs: ['find'],
  operation: 'zohoDesk.addComment',
  with: { ticketId: '1', text },
});

describe('whether whoever approves sees what the text said of an input', () => {
  // Every input of every workflow, also those that the text may not fill today.
  test.each<[string, Record<string, boolean>]>([
    ['assign-license', { account: true, license: true }],
    ['escalate-security', {}],
    ['free-disk-space', { device: true }],
    ['give-pass', { account: true }],
    ['hand-over', {}],
    ['offboard-user', { account: true }],
    ['onboard-user', { account: true, country: true, name: true, license: true }],
    ['remote-session', { account: true }],
    ['report-phishing', { message: false }],
    ['reset-password', { account: true }],
    ['reset-with-ticket', { account: false }],
    ['unlock-account', { account: true }],
  ])('%s: %j', (name, expected) => {
    const workflow = workflows.find((one) => one.name === name);
    if (!workflow) throw new Error(`There is no workflow ${name}`);

    const found = Object.keys(workflow.inputs).map((input) => [input, isApproved(input, workflow, registry)]);

    expect(Object.fromEntries(found)).toEqual(expected);
  });

  test('every workflow stands in that table', () => {
    expect(workflows).toHaveLength(12);
  });

  test.each<[string, boolean, object]>([
    ['an approved step that uses what was looked up by it', true, { find: look, approve, disable }],
    ['a look alone', true, { find: look }],
    ['a step beside it that nobody approves', false, { find: look, approve, disable, note: note('${inputs.account}') }],
    [
      'a step that nobody approves and that uses what was looked up by it',
      false,
      { find: look, approve, disable, note: note('${steps.find.displayName}') },
    ],
    [
      'a step that only what was looked up starts',
      false,
      { find: look, note: { ...note('x'), when: { value: '${steps.find.enabled}', equals: true } } },
    ],
    [
      'a step that nobody approves and that uses what an approved look found',
      false,
      {
        approve: { approve: { steps: ['find'] } },
        find: { ...look, needs: ['approve'] },
        note: note('${steps.find.displayName}'),
      },
    ],
    [
      'a step that nobody approves, and one after it that uses what came of that',
      false,
      {
        disable: { operation: 'graph.disableUser', with: { userId: '1', account: '${inputs.account}' } },
        note: { ...note('${steps.disable.account}'), needs: ['disable'] },
      },
    ],
    [
      'a secret that is handed over only where there is such an input',
      false,
      {
        hand: { deliver: '${steps.reset.password}', to: 'owner', when: { value: '${inputs.account}', present: true } },
      },
    ],
    [
      'a note of what was approved',
      true,
      { find: look, approve, disable, note: { ...note('${steps.disable.account}'), needs: ['disable'] } },
    ],
    [
      'work by hand that nobody approved',
      false,
      { find: look, work: { needs: ['find'], task: 'Look at ${inputs.account}.' } },
    ],
    [
      'work by hand after an approval that showed it',
      true,
      { find: look, approve, disable, work: { needs: ['disable'], task: 'Look at ${inputs.account}.' } },
    ],
    ['an operation that nobody knows', false, { call: { operation: 'no.such', with: { x: '${inputs.account}' } } }],
  ])('%s: %s', (_, expected, steps) => {
    expect(isApproved('account', workflowOf(steps), registry)).toBe(expected);
  });
});

test('what nobody confirms is not used, and every other source is', () => {
  const workflow = workflowOf({ find: look, note: note('${inputs.account}') });
  const given = (origin: 'message text' | 'signed-in identity' | 'typed command' | 'answer') =>
    sift(workflow, { account: { value: 'ada@contoso.com', origin } }, registry);

  expect(given('message text')).toEqual({ inputs: {}, unconfirmed: ['account'] });
  for (const origin of ['signed-in identity', 'typed command', 'answer'] as const)
    expect(given(origin)).toMatchObject({ inputs: { account: { origin } }, unconfirmed: [] });
});

test('what somebody approves is used as the text says it', () => {
  const workflow = workflowOf({ find: look, approve, disable });
  const inputs = { account: { value: 'ada@contoso.com', origin: 'message text' } } as const;

  expect(sift(workflow, inputs, registry)).toEqual({ inputs, unconfirmed: [] });
});
