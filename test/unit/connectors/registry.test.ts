import { setTimeout as after } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { connectors } from '../../../src/connectors/all.ts';
import { operation } from '../../../src/connectors/operation.ts';
import { createRegistry } from '../../../src/connectors/registry.ts';
import { Customer, Mode } from '../../../src/domain/customer.ts';
import { nobody, unreached } from '../../fakes/unreached.ts';

const registry = createRegistry({ connectors, demo: { pause: async () => {} } });
const signal = new AbortController().signal;

function contoso(modes: Customer['modes'] = {}): Customer {
  return Customer.parse({ id: 'contoso', name: 'Contoso', chats: [], desk: [], modes });
}

test('an operation is found by its full name, with its connector', () => {
  expect(registry.find('zohoDesk.createTicket')).toMatchObject({
    connector: { title: 'Zoho Desk' },
    name: 'createTicket',
    operation: { risk: 'routine' },
  });
  expect(registry.names()).toContain('graph.getUser');
});

test.each(['graph.makeCoffee', 'getUser', 'graph.toString', 'constructor', ''])(
  'nothing is found by the name %j',
  async (name) => {
    expect(registry.find(name)).toBeUndefined();
    await expect(registry.call(name, {}, { customer: contoso(), signal })).rejects.toMatchObject({
      kind: 'invalid',
      definite: true,
      remedy: expect.stringContaining('docs/operations.md'),
    });
  },
);

test('a customer without a mode gets the demo answer, about what was asked', async () => {
  const answer = await registry.call(
    'graph.resetPassword',
    { userId: 'b0b00000-0000-4000-8000-000000000b0b', account: 'bob@contoso.com' },
    { customer: contoso(), signal },
  );

  expect(answer).toEqual({
    userId: 'b0b00000-0000-4000-8000-000000000b0b',
    account: 'bob@contoso.com',
    password: expect.stringMatching(/^sealed:/),
  });
});

test('a mode counts for its own connector only', async () => {
  const customer = contoso({ graph: 'production', atera: 'demo' });

  const device = await registry.call('atera.findAgent', { device: 'CONTOSO-PC-42' }, { customer, signal });

  expect(device).toMatchObject({ name: 'CONTOSO-PC-42' });
});

test.each(Mode.exclude(['demo']).options)('%s says that nothing is connected, and what to do', async (mode) => {
  const call = registry.call('graph.getUser', { user: 'ada' }, { customer: contoso({ graph: mode }), signal });

  await expect(call).rejects.toMatchObject({
    kind: 'unavailable',
    definite: true,
    message: 'Microsoft Graph is not connected for Contoso.',
    remedy: expect.stringContaining('connectors.graph'),
  });
});

test.each([
  ['graph.getUser', contoso(), true],
  ['graph.getUser', contoso({ graph: 'sandbox', atera: 'demo' }), false],
  ['graph.getUser', contoso({ graph: 'production' }), false],
  ['atera.findAgent', contoso({ graph: 'production' }), true],
  ['graph.makeCoffee', contoso(), false],
] as const)('whether %s only pretends follows from the mode of its connector (%#)', (name, customer, simulated) => {
  expect(registry.isSimulated(name, customer)).toBe(simulated);
});

test('wrong input is refused, naming the fields and not their values', async () => {
  const input = { userId: 'Summer2026!', account: 'ada@contoso.com', pasword: 'Winter2026!' };

  const refusal = await registry
    .call('graph.resetPassword', input, { customer: contoso(), signal })
    .catch((error: unknown) => error);

  expect(refusal).toMatchObject({ kind: 'invalid', definite: true, message: expect.stringContaining('userId') });
  expect(refusal).toMatchObject({ message: expect.stringContaining('pasword') });
  expect(String(refusal)).not.toMatch(/2026!/);
});

test.each([
  ['read', true],
  ['routine', false],
] as const)(
  'an answer that breaks the promise is refused; for %s that nothing happened is %s',
  async (risk, definite) => {
    const count = operation({
      title: 'Count',
      summary: 'Counts.',
      risk,
      repeatable: true,
      input: z.strictObject({}),
      output: z.strictObject({ total: z.int().max(5) }),
      example: { input: {}, output: { total: 6 } },
      run: nobody,
    });
    const crooked = unreached('crooked', 'Crooked', { count });
    const { call } = createRegistry({ connectors: [crooked], demo: { pause: async () => {} } });

    const answer = call('crooked.count', {}, { customer: contoso(), signal });

    await expect(answer).rejects.toMatchObject({
      kind: 'invalid',
      definite,
      message: expect.stringContaining('total'),
    });
  },
);

test('a call that is stopped does not answer', async () => {
  const stop = new AbortController();
  const slow = createRegistry({
    connectors,
    demo: { pause: (stopped) => after(60_000, undefined, { signal: stopped }) },
  });
  const call = slow.call('graph.getUser', { user: 'ada' }, { customer: contoso(), signal: stop.signal });

  stop.abort(new Error('The step took too long.'));

  await expect(call).rejects.toThrow();
  await expect(
    registry.call('graph.getUser', { user: 'ada' }, { customer: contoso(), signal: stop.signal }),
  ).rejects.toThrow('The step took too long.');
});
