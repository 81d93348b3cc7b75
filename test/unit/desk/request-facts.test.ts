import { describe, expect, test } from 'vitest';
import { connectors } from '../../../src/connectors/all.ts';
import { createRegistry } from '../../../src/connectors/registry.ts';
import { coveredCalls } from '../../../src/desk/plan.ts';
import { requestFacts } from '../../../src/desk/request-facts.ts';
import { restsOf } from '../../../src/desk/rests.ts';
import { factsOf, type Run } from '../../../src/desk/run.ts';
import { Hours } from '../../../src/domain/hours.ts';
import type { Workflow } from '../../../src/domain/workflow.ts';
import type { Ends } from '../../../src/runs/graph.ts';
import { aRun } from './a-run.ts';

const registry = createRegistry({ connectors, demo: { pause: async () => {} } });
const userId = '6f0c2b1e-52d7-4f43-9a86-3d1b7c9e0a11';
const call = { userId: '${steps.find-user.userId}', account: '${steps.find-user.account}' };
const steps: Workflow['steps'] = {
  'find-user': { operation: 'graph.getUser', with: { user: '${inputs.account}' } },
  'find-roles': { needs: ['find-user'], operation: 'graph.directoryRolesOf', with: { userId } },
  'is-enabled': {
    needs: ['find-user'],
    require: { value: '${steps.find-user.enabled}', equals: true },
    otherwise: 'Off.',
  },
  'is-full': { needs: ['find-user'], require: { value: '${steps.find-user.size}', above: 5 }, otherwise: 'Small.' },
  approve: { needs: ['find-roles', 'is-enabled', 'is-full'], approve: { steps: ['reset'] } },
  reset: { needs: ['approve'], operation: 'graph.resetPassword', with: call },
};
const run = aRun(steps, { inputs: { account: { value: 'ada@contoso.com', origin: 'typed command' } } });
const found = (privileged?: boolean): Ends =>
  new Map([
    [
      'find-user',
      { state: 'done', output: { userId, account: 'ada@contoso.com', enabled: true, size: 7, guest: false } },
    ],
    ...(privileged === undefined
      ? []
      : [['find-roles', { state: 'done', output: { roles: [], privileged } }] as const]),
  ]);
const hours = Hours.parse({ zone: 'Europe/Berlin', from: '08:00', to: '18:00' });
const factsWith = (ends: Ends, other: Run = run, isVerified = false) =>
  requestFacts('approve', coveredCalls(['reset'], other, ends, registry), other, ends, registry, isVerified);

describe('what the policy is told', () => {
  test.each([
    ['nothing of the time, where the customer has no hours', undefined, '2026-11-30T03:00:00.000Z', undefined],
    ['that it was asked at night', hours, '2026-11-30T03:00:00.000Z', true],
    ['that it was asked by day', hours, '2026-11-30T10:00:00.000Z', false],
  ])('is %s', (_, own, receivedAt, expected) => {
    const customer = { ...run.customer, ...(own && { hours: own }) };

    const { outOfHours } = factsWith(found(false), { ...run, customer, ticket: { ...run.ticket, receivedAt } });

    expect(outOfHours).toBe(expected);
  });

  test('is whose systems are touched, what is called, and how risky its operations say they are', () => {
    expect(factsWith(found(false))).toEqual({
      customers: ['contoso'],
      operations: ['graph.resetPassword'],
      risk: 'sensitive',
      targets: 1,
      privileged: false,
      proof: 'linked',
    });
  });

  test('of many that are asked for together is how many there are', () => {
    const together = { ...run, ticket: { ...run.ticket, batch: { id: 'b-1', size: 12, position: 3 } } };

    expect(factsWith(found(false), together).targets).toBe(12);
  });

  test('of the rights of an account is what somebody looked up, and nothing where nobody did', () => {
    expect(factsWith(found(true)).privileged).toBe(true);
    expect(factsWith(found())).not.toHaveProperty('privileged');
  });

  test('a look that does not come before the approval says nothing', () => {
    const { approve, ...others } = steps;
    const early = { ...others, approve: { needs: ['is-enabled'], approve: { steps: ['reset'] } } };

    expect(approve).toBeDefined();
    expect(factsWith(found(false), { ...run, workflow: { ...run.workflow, steps: early } })).not.toHaveProperty(
      'privileged',
    );
  });

  test('of a device is that it holds no rights', () => {
    const clean: Workflow['steps'] = {
      approve: { approve: { steps: ['clean'] } },
      clean: {
        needs: ['approve'],
        operation: 'serviceNow.createChangeRequest',
        with: { title: 'x', description: 'y' },
      },
    };
    const other = aRun(clean);

    const calls = coveredCalls(['clean'], other, new Map(), registry);

    expect(requestFacts('approve', calls, other, new Map(), registry, false).privileged).toBe(false);
  });

  test('of somebody nobody has linked is that nothing is proven', () => {
    const requester = { ...run.ticket.requester, id: 'slack:T1:U1' };

    expect(factsWith(found(false), { ...run, ticket: { ...run.ticket, requester } }).proof).toBe('none');
  });

  test('of a wish that was verified is that it is proven, whoever asked', () => {
    const requester = { ...run.ticket.requester, id: 'slack:T1:U1' };

    expect(factsWith(found(false), { ...run, ticket: { ...run.ticket, requester } }, true).proof).toBe('verified');
  });
});

describe('what an approval rests on', () => {
  const restsWith = (ends: Ends) => restsOf('approve', ['reset'], run.workflow, factsOf(run, ends), registry);

  test('is every looked-up fact that is sent or guards what is sent, and nothing else', () => {
    expect(restsWith(found(false))).toEqual({
      'steps.find-roles.privileged': false,
      'steps.find-user.account': 'ada@contoso.com',
      'steps.find-user.enabled': true,
      'steps.find-user.size above 5': true,
      'steps.find-user.userId': userId,
    });
  });

  test('of a measure is only on which side of its limit it stands', () => {
    const more: Ends = new Map([
      ...found(false),
      ['find-user', { state: 'done', output: { userId, account: 'ada@contoso.com', enabled: true, size: 99 } }],
    ]);

    expect(restsWith(more)).toEqual(restsWith(found(false)));
  });
});
