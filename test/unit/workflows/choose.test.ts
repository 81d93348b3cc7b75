import { describe, expect, test } from 'vitest';
import { connectors } from '../../../src/connectors/all.ts';
import { createRegistry } from '../../../src/connectors/registry.ts';
import { Category } from '../../../src/domain/category.ts';
import { type Classification, Veto } from '../../../src/domain/classification.ts';
import type { Person } from '../../../src/domain/person.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import { choose } from '../../../src/workflows/choose.ts';
import { loadWorkflows, WORKFLOWS } from '../../../src/workflows/load.ts';

const registry = createRegistry({ connectors, demo: { pause: async () => {} } });
const workflows = await loadWorkflows(WORKFLOWS, registry);

const ada: Person = { id: 'ada', name: 'Ada', account: 'ada@contoso.com', identities: [], roles: {} };
const ticket: Ticket = {
  id: 'T-1',
  customerId: 'contoso',
  requester: ada,
  place: { platform: 'slack', workspace: 'T1', channel: 'C1' },
  subject: 'Please help',
  body: '',
  receivedAt: '2026-11-23T09:00:00Z',
  metadata: { urgencyWords: [], emails: [], devices: [] },
};
const believed: Classification = {
  category: 'password_reset',
  confidence: 90,
  reasoning: 'forgot my password',
  suggestedAction: 'Reset the password',
  autoResolvable: true,
  vetoes: [],
  inputs: {},
  alternatives: [],
  agreed: true,
  urgency: 'normal',
  sentiment: 'calm',
  language: 'en',
  judge: { kind: 'offline' },
};

const chosen = (belief: Partial<Classification>, asked: Partial<Ticket> = {}) =>
  choose({ ...ticket, ...asked }, { ...believed, ...belief }, workflows, 80);

test.each([
  ['reset-password', {}],
  ['reset-password', { handover: { contact: 'grace' } }],
  ['reset-password', { handover: { temporaryAccessPass: false } }],
  ['give-pass', { handover: { temporaryAccessPass: true } }],
])('it is %s for a customer with %j', (workflow, customer) => {
  expect(choose(ticket, believed, workflows, 80, customer).workflow.name).toBe(workflow);
});

test('a command starts a workflow that a customer’s tickets never would', () => {
  const asked = { ...ticket, command: { workflow: 'give-pass', inputs: {} } };

  expect(choose(asked, undefined, workflows, 80, {}).workflow.name).toBe('give-pass');
});

describe('which workflow', () => {
  test.each<[string, Partial<Classification>]>([
    ['reset-password', {}],
    ['assign-license', { category: 'software_request' }],
    ['free-disk-space', { category: 'disk_cleanup' }],
    ['unlock-account', { category: 'account_lockout' }],
    ['onboard-user', { category: 'user_onboarding' }],
    ['offboard-user', { category: 'user_offboarding' }],
    ['hand-over', { category: 'user_offboarding', autoResolvable: false }],
    ['reset-password', { confidence: 80 }],
    ['hand-over', { confidence: 79 }],
    ['hand-over', { agreed: false, confidence: 100 }],
    ['hand-over', { confidence: 0 }],
    ['hand-over', { autoResolvable: false }],
    ['hand-over', { category: 'printer_issue' }],
    ['hand-over', { category: 'printer_issue', autoResolvable: false }],
    ['hand-over', { vetoes: ['link'] }],
    ['hand-over', { vetoes: ['someone-else'] }],
    ['hand-over', { vetoes: ['negated', 'other-system'] }],
    ['escalate-security', { category: 'security_incident' }],
    ['escalate-security', { category: 'security_incident', confidence: 10, autoResolvable: false }],
    ['escalate-security', { vetoes: ['security-cue'] }],
    ['escalate-security', { vetoes: ['instruction-to-the-bot'] }],
    ['escalate-security', { vetoes: ['link', 'security-cue'], confidence: 20 }],
  ])('%s for %j', (workflow, belief) => {
    expect(chosen(belief).workflow.name).toBe(workflow);
  });

  test('hand-over when nothing was understood', () => {
    expect(choose(ticket, undefined, workflows, 80).workflow.name).toBe('hand-over');
  });

  test('whatever is believed, nothing is automated against a veto, doubt, or security', () => {
    const automated = Category.options.flatMap((category) =>
      [true, false].flatMap((autoResolvable) =>
        [0, 79, 80, 100].flatMap((confidence) =>
          [[], ...Veto.options.map((veto) => [veto])].flatMap((vetoes) => {
            const { workflow } = chosen({ category, autoResolvable, confidence, vetoes });
            return workflow.categories.length > 0 ? [{ category, autoResolvable, confidence, vetoes }] : [];
          }),
        ),
      ),
    );

    expect(automated).toHaveLength(12);
    for (const belief of automated) expect(belief).toMatchObject({ autoResolvable: true, vetoes: [] });
    expect(new Set(automated.map(({ confidence }) => confidence))).toEqual(new Set([80, 100]));
    expect(new Set(automated.map(({ category }) => category))).toEqual(
      new Set([
        'password_reset',
        'account_lockout',
        'user_onboarding',
        'user_offboarding',
        'software_request',
        'disk_cleanup',
      ]),
    );
  });

  test('a command says it itself, without any classification', () => {
    const command = { workflow: 'assign-license', inputs: {} };

    expect(choose({ ...ticket, command }, undefined, workflows, 80).workflow.name).toBe('assign-license');
  });

  test('a command for something that does not exist is refused with what there is', () => {
    const command = { workflow: 'format-disk', inputs: {} };

    expect(() => choose({ ...ticket, command }, undefined, workflows, 80)).toThrow(
      expect.objectContaining({
        message: 'There is no workflow format-disk.',
        remedy: `Use one of ${workflows.map(({ name }) => name).join(', ')}.`,
      }),
    );
  });
});

describe('why', () => {
  test.each<[string, Partial<Classification>]>([
    ['It reads like "password reset", and nothing in it speaks against it.', {}],
    ['It is not clear enough what is asked, so a technician looks at it.', { confidence: 10 }],
    ['It may be about security, so nothing is done automatically.', { vetoes: ['security-cue'] }],
    ["It is about somebody else's account, so a technician looks at it first.", { vetoes: ['someone-else'] }],
    ['A technician handles "email issue".', { category: 'email_issue', autoResolvable: false }],
    ['No workflow fits "network issue", so a technician takes it.', { category: 'network_issue' }],
  ])('%s', (why, belief) => {
    expect(chosen(belief).why).toBe(why);
  });
});

describe('inputs', () => {
  test('an account is that of the person who asks', () => {
    expect(chosen({})).toMatchObject({
      inputs: { account: { value: 'ada@contoso.com', origin: 'signed-in identity' } },
      missing: [],
    });
  });

  test('a command names another one', () => {
    const command = { workflow: 'reset-password', inputs: { account: ' sam@contoso.com ' } };

    expect(chosen({}, { command }).inputs).toEqual({ account: { value: 'sam@contoso.com', origin: 'typed command' } });
  });

  test('an account is never taken from the text of a message', () => {
    const { account: _, ...unlinked } = ada;

    const { inputs, missing } = chosen({ inputs: { account: 'ceo@contoso.com' } }, { requester: unlinked });

    expect({ inputs, missing }).toEqual({ inputs: {}, missing: ['account'] });
  });

  test('a licence and a device may be', () => {
    const license = chosen({ category: 'software_request', inputs: { license: 'Visio' } });
    const device = chosen({ category: 'disk_cleanup', inputs: { device: 'CONTOSO-PC-17' } });

    expect(license.inputs).toMatchObject({ license: { value: 'Visio', origin: 'message text' } });
    expect(device.inputs).toEqual({ device: { value: 'CONTOSO-PC-17', origin: 'message text' } });
  });

  test('what nobody said has to be asked for', () => {
    expect(chosen({ category: 'software_request' }).missing).toEqual(['license']);
    expect(chosen({ category: 'disk_cleanup', inputs: { device: '  ' } }).missing).toEqual(['device']);
  });

  test('a signed-in identity is an account and nothing else', () => {
    const [workflow] = workflows;
    if (!workflow) throw new Error('There are no workflows');
    const input = { title: 'x', kind: 'text', from: ['identity'], ask: 'x' } as const;
    const command = { workflow: 'odd', inputs: {} };

    const { missing } = choose(
      { ...ticket, command },
      believed,
      [{ ...workflow, name: 'odd', inputs: { note: input } }],
      80,
    );

    expect(missing).toEqual(['note']);
  });

  test('a value that is not written as its kind is not taken, and asked for', () => {
    const command = { workflow: 'onboard-user', inputs: { account: 'grace@contoso.com', country: 'England' } };

    const { inputs, missing } = choose({ ...ticket, command }, undefined, workflows, 80);

    expect(Object.keys(inputs)).toEqual(['account']);
    expect(missing).toEqual(['country', 'name', 'license']);
  });

  test('a country is two capital letters, however it was written', () => {
    const command = { workflow: 'onboard-user', inputs: { country: ' gb ' } };

    const { inputs } = choose({ ...ticket, command }, undefined, workflows, 80);

    expect(inputs).toEqual({ country: { value: 'GB', origin: 'typed command' } });
  });

  test('whose account is switched off, or created, is never the one who asks', () => {
    for (const workflow of ['offboard-user', 'onboard-user'])
      expect(choose({ ...ticket, command: { workflow, inputs: {} } }, believed, workflows, 80).inputs).toEqual({});
  });

  test('what every object inherits was said by nobody', () => {
    const [workflow] = workflows;
    if (!workflow) throw new Error('There are no workflows');
    const input = { title: 'x', kind: 'text', from: ['command', 'text'], ask: 'x' } as const;
    const odd = { ...workflow, name: 'odd', inputs: { constructor: input } };
    const command = { workflow: 'odd', inputs: {} };

    expect(choose({ ...ticket, command }, believed, [odd], 80).missing).toEqual(['constructor']);
  });
});

describe('a threshold of the customer', () => {
  test.each<[string, number, number]>([
    ['reset-password', 90, 90],
    ['hand-over', 89, 90],
    ['reset-password', 70, 70],
    ['hand-over', 69, 70],
    ['hand-over', 69, 0],
    ['hand-over', 99, 100],
  ])('%s for %d %% where %d %% are asked for', (workflow, confidence, threshold) => {
    expect(choose(ticket, { ...believed, confidence }, workflows, threshold).workflow.name).toBe(workflow);
  });
});

describe('what may be meant', () => {
  const software = { category: 'software_request', confidence: 35 } as const;
  const likely = (belief: Partial<Classification>, asked: Partial<Ticket> = {}) =>
    chosen(belief, asked).likely.map(({ workflow }) => workflow.name);

  test('where only clearness is missing, the workflow of the category and that of its close second', () => {
    expect(likely({ confidence: 45, alternatives: [software] })).toEqual(['reset-password', 'assign-license']);
    expect(likely({ confidence: 79 })).toEqual(['reset-password']);
    expect(likely({ confidence: 100, agreed: false })).toEqual(['reset-password']);
    expect(likely({ category: 'network_issue', confidence: 45, alternatives: [software] })).toEqual(['assign-license']);
  });

  test('a workflow that fits both is named once', () => {
    const both = workflows.map((one) =>
      one.name === 'reset-password' ? { ...one, categories: [...one.categories, 'network_issue' as const] } : one,
    );
    const alternatives = [{ category: 'network_issue', confidence: 40 } as const];

    const { likely } = choose(ticket, { ...believed, confidence: 45, alternatives }, both, 80);

    expect(likely.map(({ workflow }) => workflow.name)).toEqual(['reset-password']);
  });

  test('each is ready with what is known of it', () => {
    const [, second] = chosen({ confidence: 45, alternatives: [software] }).likely;

    expect(second).toMatchObject({ inputs: { account: { value: 'ada@contoso.com' } }, missing: ['license'] });
  });

  test('a second that is not close, or a mere guess, is not', () => {
    expect(likely({ confidence: 75, alternatives: [{ ...software, confidence: 30 }] })).toEqual(['reset-password']);
    expect(likely({ confidence: 19, alternatives: [{ ...software, confidence: 18 }] })).toEqual([]);
  });

  test('nothing, where it is clear, where a command says it, or where no workflow fits', () => {
    const command = { workflow: 'reset-password', inputs: {} };

    expect(likely({ confidence: 80, alternatives: [{ ...software, confidence: 75 }] })).toEqual([]);
    expect(likely({ confidence: 45, alternatives: [software] }, { command })).toEqual([]);
    expect(likely({ category: 'network_issue', confidence: 45 })).toEqual([]);
  });

  test('no veto is ever overruled by it', () => {
    for (const veto of Veto.options)
      expect([veto, likely({ confidence: 45, alternatives: [software], vetoes: [veto] })]).toEqual([veto, []]);
    expect(likely({ category: 'security_incident', confidence: 45, alternatives: [software] })).toEqual([]);
  });
});
