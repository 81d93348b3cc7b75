import { expect, test } from 'vitest';
import type { Classify } from '../../../src/classify/classify.ts';
import { createOfflineClassifier } from '../../../src/classify/offline.ts';
import { readerOf } from '../../../src/connectors/reader.ts';
import { type PastRun, replay } from '../../../src/desk/replay.ts';
import type { Workflow } from '../../../src/domain/workflow.ts';
import { policyOf } from '../../../src/policy/policy.ts';
import { loadWorkflows, WORKFLOWS } from '../../../src/workflows/load.ts';
import { believing } from '../../fakes/beliefs.ts';
import { registry } from '../workflows/bad-workflow.ts';
import { aRun } from './a-run.ts';

const workflows = await loadWorkflows(WORKFLOWS, registry);
const { ticket, customer } = aRun({});
const contoso = { ...customer, id: 'contoso' };
const sam = {
  id: 'sam',
  name: 'Sam Carter',
  account: 'sam@contoso.com',
  identities: [{ platform: 'slack', workspace: 'T1', user: 'U2' }],
  roles: { contoso: ['approver' as const] },
};
const forgot = 'I forgot my password, please reset it';
const past: PastRun = {
  ticket: { ...ticket, subject: forgot, body: forgot },
  customer: contoso,
  workflow: 'reset-password',
  outcome: 'resolved',
  answered: {},
  meant: undefined,
  answers: new Map(),
};

const through = (
  changed: readonly Workflow[],
  differently: Partial<PastRun> = {},
  classify: Classify = createOfflineClassifier(),
) =>
  replay({ ...past, ...differently }, workflows, changed, {
    reader: { ...readerOf(registry), read: () => Promise.reject(new Error('A system was called')) },
    classify,
    policyFor: async () => policyOf(),
    roster: { customers: [contoso], people: [sam] },
    now: () => new Date('2026-11-23T04:00:00Z'),
    signal: new AbortController().signal,
  });

test('what has not changed goes the same way', async () => {
  const { differs, today, was } = await through(workflows);

  expect(differs).toEqual([]);
  expect(was).toEqual({ workflow: 'reset-password', outcome: 'resolved' });
  expect(today).toMatchObject({
    workflow: 'reset-password',
    outcome: 'resolved',
    approvals: ['Reset the password (Sam Carter)'],
  });
});

test('a ticket that would be taken by another workflow is found', async () => {
  const { differs, changed } = await through(altered('reset-password', { categories: [] }));

  expect(changed).toMatchObject({ workflow: 'hand-over', outcome: 'assigned', approvals: [] });
  expect(differs).toEqual(['workflow', 'steps', 'approvals', 'changes', 'outcome']);
});

test('one that would be changed differently is found', async () => {
  const reset = workflows.find(({ name }) => name === 'reset-password')?.steps.reset;
  if (!reset || !('operation' in reset)) throw new Error('There is no reset');
  const steps = { reset: { ...reset, with: { ...reset.with, revokeSessions: true } } };

  const { differs, changed } = await through(altered('reset-password', { steps }));

  expect(differs).toEqual(['changes']);
  expect(changed.changes.join()).toContain('"revokeSessions":true');
});

test('what was read then is what is read now', async () => {
  const workflow = workflows.find(({ name }) => name === 'reset-password');
  const user = Object(registry.find('graph.getUser')?.operation.example.output);
  const answers = new Map<string, unknown>([
    ['understand', { workflow }],
    ['find-user', { ...user, guest: true }],
  ]);

  const { today } = await through(workflows, { answers });

  expect(today).toMatchObject({ outcome: 'assigned', changes: [] });
});

test('what somebody answered then is not asked for again', async () => {
  const full = 'My disk is full, please free some space';
  const about = { ticket: { ...ticket, subject: full, body: full }, workflow: 'free-disk-space' };

  const unanswered = await through(workflows, about);
  const answered = await through(workflows, {
    ...about,
    answered: { device: { value: 'CONTOSO-PC-17', origin: 'answer', by: 'ada' } },
  });

  expect(unanswered.today).toMatchObject({ workflow: 'free-disk-space', outcome: 'not known', steps: [] });
  expect(answered.today).toMatchObject({ workflow: 'free-disk-space', outcome: 'resolved' });
});

/** Today's workflows, one of them changed; its steps keep those that are not named. */
function altered(name: string, change: Partial<Workflow>): Workflow[] {
  return workflows.map((one) =>
    one.name === name ? { ...one, ...change, steps: { ...one.steps, ...change.steps } } : one,
  );
}

test.each<[string, PastRun['meant'], string, string]>([
  ['goes the way that was said then', 'reset-password', 'reset-password', 'resolved'],
  ['goes to a technician where it was something else', null, 'hand-over', 'assigned'],
  ['would be asked about where nobody was asked then', undefined, 'hand-over', 'not known'],
])('a ticket of which only the workflow is not clear %s', async (_, meant, workflow, outcome) => {
  const unclear = believing({ password: { category: 'password_reset', confidence: 50 } });

  const { today } = await through(workflows, { meant }, unclear);

  expect(today).toMatchObject({ workflow, outcome });
});
