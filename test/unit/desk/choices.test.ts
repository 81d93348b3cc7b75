import { describe, expect, test } from 'vitest';
import { connectors } from '../../../src/connectors/all.ts';
import { ConnectorError } from '../../../src/connectors/connector-error.ts';
import { createRegistry, type Registry } from '../../../src/connectors/registry.ts';
import { choicesFor } from '../../../src/desk/choices.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import type { WorkflowInput } from '../../../src/domain/workflow.ts';
import { audienceOn } from './a-chat.ts';
import { aRun } from './a-run.ts';

const registry = createRegistry({ connectors, demo: { pause: async () => {} } });
const usual = aRun({});
const roster = { customers: [usual.customer], people: [] };
const device: WorkflowInput = {
  title: 'Device',
  kind: 'device',
  from: ['command', 'text'],
  ask: 'Which one?',
  choices: { operation: 'atera.devicesFor', with: { user: '${requester.account}' }, list: 'devices', value: 'name' },
};

/** What can be picked, where the look-up answers like this. */
function chosenFrom(
  call: Registry['call'],
  { input = device, ticket = {}, may = true }: { input?: WorkflowInput; ticket?: Partial<Ticket>; may?: boolean } = {},
) {
  const run = aRun({}, { ticket: { ...usual.ticket, ...ticket } });
  return choicesFor(input, run, may, { ...audienceOn([], roster), registry: { ...registry, call } });
}
const answering = (answer: unknown) => async () => answer;
const named = (devices: readonly string[]) => ({ ...usual.ticket.metadata, devices });

describe('what can be picked', () => {
  test('is asked of the directory with what is known of the requester', async () => {
    const asked: unknown[] = [];

    const choices = await chosenFrom(async (name, input, { customer }) => {
      asked.push(name, input, customer.id);
      return { devices: [{ name: 'PC-1' }, { name: 'PC-2' }] };
    });

    expect(asked).toEqual(['atera.devicesFor', { user: 'ada@contoso.com' }, 'contoso']);
    expect(choices.map(({ value }) => value)).toEqual(['PC-1', 'PC-2']);
  });

  test('is asked of the systems as they are connected now, whatever they were when the run began', async () => {
    const run = aRun({}, { customer: { ...usual.customer, modes: { atera: 'production' } } });
    const call: Registry['call'] = async (_, __, { customer }) => ({
      devices: [{ name: customer.modes.atera ?? 'demo' }],
    });

    const choices = await choicesFor(device, run, true, {
      ...audienceOn([], roster),
      registry: { ...registry, call },
    });

    expect(choices.map(({ value }) => value)).toEqual(['demo']);
  });

  test('is asked without what is not known', async () => {
    const asked: unknown[] = [];
    const { account: _, ...requester } = usual.ticket.requester;

    await chosenFrom(async (_name, input) => asked.push(input), { ticket: { requester } });

    expect(asked).toEqual([{}]);
  });

  test('begins with what the ticket names, each once', async () => {
    const choices = await chosenFrom(answering({ devices: [{ name: 'PC-1' }, { name: 'pc-9' }] }), {
      ticket: { metadata: named(['PC-9', 'PC-8']) },
    });

    expect(choices).toEqual([
      { value: 'PC-9', title: 'PC-9 (named in the ticket)' },
      { value: 'PC-8', title: 'PC-8 (named in the ticket)' },
      { value: 'PC-1', title: 'PC-1' },
    ]);
  });

  test('is never looked up for somebody who may not see it', async () => {
    const never = answering({ devices: [{ name: 'PC-1' }] });

    expect(await chosenFrom(never, { may: false, ticket: { metadata: named(['PC-9']) } })).toEqual([
      { value: 'PC-9', title: 'PC-9 (named in the ticket)' },
    ]);
  });

  test.each<[string, Registry['call']]>([
    ['fails', () => Promise.reject(new ConnectorError('unavailable', 'Down.', { definite: true, remedy: 'Wait.' }))],
    ['finds nothing', answering({ devices: [] })],
    ['answers something else', answering('nothing of the kind')],
    ['lists what has no names', answering({ devices: [{ name: 7 }, null, {}] })],
  ])('is nothing where the look-up %s', async (_, call) => {
    expect(await chosenFrom(call)).toEqual([]);
  });

  test('is nothing where the look-up does not end', async () => {
    const begun = performance.now();

    expect(await chosenFrom(() => new Promise(() => {}))).toEqual([]);

    expect(performance.now() - begun).toBeLessThan(6_000);
  });

  test('is nothing where the look-up would change something', async () => {
    const called: string[] = [];
    const choices = { operation: 'atera.resolveAlert', with: { alertId: 1 }, list: 'devices', value: 'name' };

    expect(await chosenFrom(async (name) => called.push(name), { input: { ...device, choices } })).toEqual([]);
    expect(called).toEqual([]);
  });

  test('is no more than can be listed, and nothing that a chat could not give back', async () => {
    const devices = Array.from({ length: 60 }, (_, index) => ({ name: `PC-${index}` }));

    const choices = await chosenFrom(answering({ devices: [{ name: 'x'.repeat(151) }, ...devices] }));

    expect(choices).toHaveLength(25);
    expect(choices[0]?.value).toBe('PC-0');
  });

  test('is written as its kind is', async () => {
    const country: WorkflowInput = { ...device, kind: 'country' };

    const choices = await chosenFrom(answering({ devices: [{ name: 'gb' }, { name: 'England' }] }), { input: country });

    expect(choices.map(({ value }) => value)).toEqual(['GB']);
  });
});
