import { describe, expect, test } from 'vitest';
import { connectors } from '../../../src/connectors/all.ts';
import { ConnectorError } from '../../../src/connectors/connector-error.ts';
import { type Reader, readerOf } from '../../../src/connectors/reader.ts';
import { createRegistry } from '../../../src/connectors/registry.ts';
import { costInWords, linesOf } from '../../../src/desk/rehearsal-words.ts';
import { rehearse } from '../../../src/desk/rehearse.ts';
import type { Person, Role } from '../../../src/domain/person.ts';
import { Workflow } from '../../../src/domain/workflow.ts';
import { policyOf } from '../../../src/policy/policy.ts';
import type { GivenInputs } from '../../../src/workflows/gather.ts';
import { loadWorkflows, WORKFLOWS } from '../../../src/workflows/load.ts';

const registry = createRegistry({ connectors, demo: { pause: async () => {} } });
const workflows = await loadWorkflows(WORKFLOWS, registry);
const contoso = { id: 'contoso', name: 'Contoso', chats: [], desk: [], modes: {} };
const people = [someone('ada'), someone('sam', 'approver'), someone('kim', 'approver'), someone('tess', 'technician')];

describe('a rehearsal', () => {
  test('says what each step would do, with the exact values, and who would be asked', async () => {
    const { steps, outcome } = await rehearsed('reset-password', { account: 'ada@contoso.com' });

    const approval = steps.find(({ does }) => does === 'ask for approval');
    expect(approval).toMatchObject({
      of: ['Reset the password'],
      risk: 'sensitive',
      within: '15m',
      deciders: ['sam', 'kim'],
    });
    expect(steps.find(({ step }) => step === 'reset')).toMatchObject({
      does: 'change',
      operation: 'graph.resetPassword',
      mode: 'demo',
      values: expect.arrayContaining([
        { name: 'account', value: 'ada@contoso.com', origin: 'looked up', assumed: false },
      ]),
    });
    expect(steps.at(-1)).toMatchObject({ does: 'hand over a secret', to: 'owner' });
    expect(outcome).toBe('resolved');
  });

  test('asks nobody who might not decide', async () => {
    const { steps } = await rehearsed('reset-password', { account: 'sam@contoso.com' }, 'kim');

    expect(steps.find(({ does }) => does === 'ask for approval')).toMatchObject({ deciders: [] });
    expect(linesOf({ steps }).find(({ stops }) => stops)?.says).toBe('nobody may approve this.');
  });

  test('asks nobody for more than can be shown', async () => {
    const steps = {
      approve: { approve: { steps: ['plan'] } },
      plan: {
        needs: ['approve'],
        operation: 'serviceNow.createChangeRequest',
        with: { title: 'A long story', description: 'word '.repeat(1_000) },
      },
    };
    const workflow = Workflow.parse({ ...workflows[0], name: 'new', inputs: {}, steps, result: 'Done.' });

    const shown = await rehearse(
      { workflow, customer: contoso, requester: someone('ada'), inputs: {}, missing: [] },
      { reader, ...around },
    );

    expect(linesOf(shown).map(({ says }) => says)).toEqual([
      expect.stringContaining('more to approve than can be shown'),
    ]);
    expect(shown.outcome).toBe('assigned');
  });

  test('marks what only an earlier change would give', async () => {
    const inputs = { account: 'grace@contoso.com', country: 'GB', name: 'Grace Hill', license: 'Visio Plan 2' };

    const { steps } = await rehearsed('onboard-user', inputs);

    const values = (name: string) => {
      const step = steps.find((one) => one.step === name);
      return step?.does === 'change' ? step.values.filter(({ assumed }) => assumed).map((value) => value.name) : [];
    };
    expect(values('create-account')).toEqual([]);
    expect(values('assign-license')).toEqual(['userId', 'account']);
  });

  test('does not look for what is not there yet', async () => {
    const looks: string[] = [];
    const run = (name: string, needs: string[], given: object) => ({ [name]: { needs, ...given } });
    const steps = {
      ...run('approve', [], { approve: { steps: ['create'] } }),
      ...run('create', ['approve'], {
        operation: 'graph.createUser',
        with: { account: 'grace@contoso.com', displayName: 'Grace', usageLocation: 'GB' },
      }),
      ...run('look', ['create'], { operation: 'graph.directoryRolesOf', with: { userId: '${steps.create.userId}' } }),
    };
    const workflow = Workflow.parse({ ...workflows[0], name: 'new', inputs: {}, steps, result: 'Done.' });

    const shown = await rehearse(
      { workflow, customer: contoso, requester: someone('ada'), inputs: {}, missing: [] },
      { reader: { ...reader, read: async (name) => void looks.push(name) }, ...around },
    );

    expect(looks).toEqual([]);
    expect(shown.steps.at(-1)).toMatchObject({ does: 'nothing', why: 'What it would look for is not there yet.' });
    expect(shown.outcome).toBe('resolved');
  });

  test('counts what it would take', async () => {
    const { cost } = await rehearsed('free-disk-space', { device: 'CONTOSO-PC-17' });

    expect(cost).toEqual({ looks: { Atera: 1 }, changes: { Atera: 1 }, approvals: 1, tasks: 1, models: 0 });
    expect(costInWords(cost)).toBe(
      'Takes: looks Atera 1; changes Atera 1; approvals 1; work by hand 1; language models none.',
    );
  });

  test('stops where a run would stop', async () => {
    const guest = { ...(await answerOf('graph.getUser')), guest: true };

    const { steps, outcome, result } = await rehearsed('reset-password', { account: 'ada@contoso.com' }, 'ada', {
      read: async (name, input, context) => (name === 'graph.getUser' ? guest : reader.read(name, input, context)),
    });

    expect(outcome).toBe('assigned');
    expect(result).toContain('guest account');
    expect(steps.map(({ step }) => step)).not.toContain('reset');
  });

  test('shows what can not be looked up, with what helps', async () => {
    const { steps, outcome } = await rehearsed('reset-password', { account: 'ada@contoso.com' }, 'ada', {
      read: async () => {
        throw new ConnectorError('unauthorized', 'Microsoft Graph: Invalid API key.', {
          definite: true,
          remedy: 'Look.',
        });
      },
    });

    expect(steps).toMatchObject([{ does: 'fail', why: 'Microsoft Graph: Invalid API key.', remedy: 'Look.' }]);
    expect(outcome).toBe('failed');
  });

  test('says first what is missing, and looks at nothing', async () => {
    const looks: string[] = [];

    const { missing, steps, result } = await rehearsed('assign-license', {}, 'ada', {
      async read(name) {
        looks.push(name);
      },
    });

    expect([missing, steps, looks]).toEqual([['account', 'license'], [], []]);
    expect(result).toContain('Account, Licence');
  });

  test.each(workflows.map(({ name }) => name))('of %s makes looks alone, whatever the workflow says', async (name) => {
    const called: string[] = [];
    const inputs = {
      account: 'ada@contoso.com',
      country: 'GB',
      name: 'Grace',
      license: 'Visio',
      device: 'PC-1',
      message: 'x',
    };

    const { steps } = await rehearsed(name, inputs, 'ada', {
      read: (operation, input, context) => {
        called.push(operation);
        return reader.read(operation, input, context);
      },
    });

    expect(steps.length).toBeGreaterThan(1);
    for (const operation of called) expect(registry.find(operation)?.operation.risk).toBe('read');
  });
});

const reader = readerOf(registry);
const around = {
  policyFor: async () => policyOf(),
  roster: { customers: [contoso], people },
  now: () => new Date('2026-11-23T04:00:00Z'),
  signal: new AbortController().signal,
};

/** Rehearses with the demo's answers, or with others. */
async function rehearsed(
  name: string,
  given: Readonly<Record<string, string>>,
  who = 'ada',
  differently: Partial<Reader> = {},
) {
  const workflow = workflows.find((one) => one.name === name);
  const requester = people.find(({ id }) => id === who);
  if (!workflow || !requester) throw new Error(`There is no ${name} or no ${who}`);
  const inputs: GivenInputs = Object.fromEntries(
    Object.keys(workflow.inputs).flatMap((input) => {
      const value = given[input];
      return value ? [[input, { value, origin: 'typed command' as const }]] : [];
    }),
  );
  const missing = Object.keys(workflow.inputs).filter((input) => !Object.hasOwn(inputs, input));
  return rehearse(
    { workflow, customer: contoso, requester, inputs, missing },
    { reader: { ...reader, ...differently }, ...around },
  );
}

async function answerOf(name: string): Promise<object> {
  return Object(registry.find(name)?.operation.example.output);
}

function someone(user: string, ...roles: Role[]): Person {
  const identities = [{ platform: 'slack', workspace: 'T1', user }];
  return { id: user, name: user, account: `${user}@contoso.com`, identities, roles: { contoso: roles } };
}
