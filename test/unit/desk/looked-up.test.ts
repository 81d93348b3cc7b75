import { expect, test } from 'vitest';
import { connectors } from '../../../src/connectors/all.ts';
import { createRegistry } from '../../../src/connectors/registry.ts';
import { lookedUp, recordedCall } from '../../../src/desk/looked-up.ts';
import { isOperation } from '../../../src/desk/plan.ts';
import type { NodeEnd } from '../../../src/runs/graph.ts';
import { loadWorkflows, WORKFLOWS } from '../../../src/workflows/load.ts';

const registry = createRegistry({ connectors, demo: { pause: async () => {} } });

test('what was looked up for a call is how things were before it', async () => {
  const workflows = await loadWorkflows(WORKFLOWS, registry);
  const workflow = workflows.find(({ name }) => name === 'reset-password');
  const step = Object.values(workflow?.steps ?? {}).find(
    (one) => isOperation(one) && one.operation === 'graph.resetPassword',
  );
  if (!workflow || !step || !isOperation(step)) throw new Error('reset-password resets no password any more');
  const found = { userId: '5f3d1a9e-0000-4000-8000-000000000001', account: 'ada@contoso.com', enabled: true };
  const ends = new Map<string, NodeEnd>([['find-user', { state: 'done', output: { ...found, strange: 'canary' } }]]);

  expect(lookedUp(step, { workflow }, ends, registry)).toEqual({ 'find-user': found });
  expect(lookedUp(step, { workflow }, new Map(), registry)).toEqual({});
});

test('what a planned call would send is recorded as what is sent', () => {
  const values = [
    { name: 'title', value: 'Printer', origin: 'message text' as const },
    { name: 'requester', value: 'ada@contoso.com', origin: 'looked up' as const },
  ];
  const call = { step: 'open', title: 'Open', risk: 'routine' as const, mode: 'demo' as const, values };

  expect(recordedCall({ ...call, operation: 'atera.createTicket' }, registry)).toMatchObject({
    title: { characters: 7 },
    requester: 'ada@contoso.com',
  });
  expect(recordedCall({ ...call, operation: 'moon.rise' }, registry)).toEqual({});
});
