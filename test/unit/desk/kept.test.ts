import { describe, expect, test } from 'vitest';
import { connectors } from '../../../src/connectors/all.ts';
import { createRegistry } from '../../../src/connectors/registry.ts';
import { changeableInputs, keptOf, sentBackIn } from '../../../src/desk/kept.ts';
import type { Workflow, WorkflowInput } from '../../../src/domain/workflow.ts';
import type { Ends, NodeEnd } from '../../../src/runs/graph.ts';
import { aRun } from './a-run.ts';

const registry = createRegistry({ connectors, demo: { pause: async () => {} } });
const input = (title: string): WorkflowInput => ({ title, kind: 'text', from: ['command'], ask: `${title}?` });

/** Somebody gets an account, then a licence; a technician is told and lays a cable. */
const steps: Workflow['steps'] = {
  'find-license': { operation: 'graph.findLicense', with: { name: '${inputs.license}' } },
  'find-home': { operation: 'graph.getUser', with: { user: '${inputs.manager}' } },
  'has-seat': {
    needs: ['find-license'],
    require: { value: '${steps.find-license.freeSeats}', above: 0 },
    otherwise: 'None.',
  },
  'approve-account': { needs: ['has-seat'], approve: { steps: ['create'] } },
  create: {
    needs: ['approve-account', 'find-home'],
    operation: 'graph.createUser',
    with: { account: '${inputs.account}', displayName: 'x', usageLocation: '${steps.find-home.country}' },
  },
  told: { needs: ['create'], notify: 'technicians', text: 'For ${inputs.place}.' },
  cable: { needs: ['create'], task: 'Lay a cable to ${inputs.room}.', within: '1h' },
  'approve-license': { needs: ['create'], approve: { steps: ['assign'] } },
  assign: {
    needs: ['approve-license'],
    operation: 'graph.assignLicense',
    with: { account: '${inputs.account}', license: '${steps.find-license.title}' },
  },
};
const usual = aRun(steps);
const run = {
  ...usual,
  workflow: {
    ...usual.workflow,
    inputs: Object.fromEntries(
      ['account', 'license', 'manager', 'place', 'room', 'colour'].map((name) => [name, input(name)]),
    ),
  },
};
const done: NodeEnd = { state: 'done', output: {} };
const sentBack: NodeEnd = { state: 'stopped', outcome: 'denied', why: 'Else.', sentBack: 'x' };
const looked: Ends = new Map([
  ['find-license', done],
  ['find-home', done],
  ['has-seat', done],
]);
const created: Ends = new Map([...looked, ['approve-account', done], ['create', done]]);

describe('what another pass does not do again', () => {
  const kept = (ends: Ends) => [...keptOf(run, ends, registry).keys()];

  test('is nothing as long as there were only looks and guards', () => {
    expect(kept(new Map([...looked, ['approve-account', sentBack]]))).toEqual([]);
  });

  test('is what changed something, what was approved and done, what was told, and work by hand', () => {
    const ends: Ends = new Map([...created, ['told', done], ['cable', done], ['approve-license', sentBack]]);

    expect(kept(ends)).toEqual(['approve-account', 'create', 'told', 'cable']);
  });

  test('is also what failed, for certain or not: it is never tried a second time unasked', () => {
    const failed = (definite: boolean): NodeEnd => ({ state: 'failed', why: 'x', definite });

    expect(kept(new Map([...looked, ['create', failed(false)]]))).toEqual(['create']);
    expect(kept(new Map([...looked, ['create', failed(true)]]))).toEqual(['create']);
  });

  test('is no approval of something that was not done, and no step that had nothing to do', () => {
    const ends: Ends = new Map([...looked, ['approve-account', done], ['create', { state: 'not-run' }]]);

    expect(kept(ends)).toEqual([]);
    expect(kept(new Map([...looked, ['told', { state: 'passed-over' }]]))).toEqual([]);
  });
});

describe('what can still be changed', () => {
  test('is everything that a step reads, as long as nothing was done', () => {
    expect(changeableInputs(run, looked, registry)).toEqual(['account', 'license', 'manager', 'place', 'room']);
  });

  test('is no value that something was done with, directly or by what was looked up with it', () => {
    expect(changeableInputs(run, created, registry)).toEqual(['license', 'place', 'room']);
    expect(changeableInputs(run, new Map([...created, ['told', done], ['cable', done]]), registry)).toEqual([
      'license',
    ]);
  });

  test('is nothing in the third pass', () => {
    const pass = { kept: new Map(), differences: [] };

    expect(changeableInputs({ ...run, pass: { ...pass, number: 2 } }, looked, registry)).not.toEqual([]);
    expect(changeableInputs({ ...run, pass: { ...pass, number: 3 } }, looked, registry)).toEqual([]);
  });
});

describe('a run that was sent back', () => {
  const denied: NodeEnd = { state: 'stopped', outcome: 'denied', why: 'No.' };

  test('takes another pass, unless something else has stopped it', () => {
    expect(sentBackIn(new Map([...looked, ['approve-account', sentBack]]))).toBe('x');
    expect(
      sentBackIn(
        new Map([
          ['a', sentBack],
          ['b', denied],
        ]),
      ),
    ).toBeUndefined();
    expect(
      sentBackIn(
        new Map([
          ['a', denied],
          ['b', sentBack],
        ]),
      ),
    ).toBeUndefined();
    expect(sentBackIn(looked)).toBeUndefined();
  });
});
