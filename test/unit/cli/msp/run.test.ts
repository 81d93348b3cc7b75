import { describe, expect, test } from 'vitest';
import { type AskedRun, runWorkflow } from '../../../../src/cli/msp/run.ts';
import { connectors } from '../../../../src/connectors/all.ts';
import { createRegistry, type Registry } from '../../../../src/connectors/registry.ts';
import { firstRoster } from '../../../../src/desk/first-roster.ts';
import { policyOf } from '../../../../src/policy/policy.ts';
import { loadWorkflows, WORKFLOWS } from '../../../../src/workflows/load.ts';

const registry = createRegistry({ connectors, demo: { pause: async () => {} } });
const workflows = await loadWorkflows(WORKFLOWS, registry);

/** What it prints; every call that is made on the way is noted. */
async function printed(asked: Partial<AskedRun>, calls: string[] = []): Promise<string> {
  const out: string[] = [];
  const noting: Registry = {
    ...registry,
    call(name, input, context) {
      calls.push(name);
      return registry.call(name, input, context);
    },
  };
  await runWorkflow(
    {
      workflow: 'reset-password',
      customer: 'contoso',
      inputs: ['account=ada@contoso.com'],
      dryRun: true,
      json: false,
      ...asked,
    },
    {
      roster: firstRoster,
      policyFor: async () => policyOf(),
      registry: noting,
      workflows,
      terminal: { print: (text) => out.push(text), complain() {}, canAsk: false, ask: async () => false },
      now: () => new Date('2026-11-23T04:00:00Z'),
      signal: new AbortController().signal,
    },
  );
  return out.join('\n');
}

describe('msp run --dry-run', () => {
  test('says what would happen, and calls nothing that changes anything', async () => {
    const calls: string[] = [];

    const text = await printed({}, calls);

    expect(text).toContain('would call graph.resetPassword (sensitive, simulated) with');
    expect(text).toContain('Sam Rivera or Kim Osei would have 15m');
    expect(text).toContain('nothing was changed');
    expect(calls).toEqual(['graph.getUser', 'graph.directoryRolesOf']);
  });

  test('gives programs all of it', async () => {
    const shown = JSON.parse(await printed({ json: true }));

    expect(shown).toMatchObject({ outcome: 'resolved', customer: { id: 'contoso' }, missing: [] });
    expect(shown.steps.map(({ step }: { step: string }) => step)).toContain('reset');
  });

  test.each<[string, Partial<AskedRun>, string]>([
    ['a workflow that is not there', { workflow: 'reset-pasword' }, 'Did you mean reset-password?'],
    ['a customer that is not there', { customer: 'contosso' }, 'Did you mean contoso?'],
    ['an input that it does not take', { inputs: ['acount=ada'] }, 'It takes --input account=….'],
    ['a country in words', { workflow: 'onboard-user', inputs: ['country=England'] }, 'two letters'],
    ['a run that is none', { dryRun: false }, 'See what it would do with --dry-run'],
  ])('refuses %s, and says what helps', async (_, asked, remedy) => {
    await expect(printed(asked)).rejects.toMatchObject({ remedy: expect.stringContaining(remedy) });
  });
});
