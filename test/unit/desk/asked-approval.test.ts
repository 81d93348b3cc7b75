import { describe, expect, test } from 'vitest';
import { connectors } from '../../../src/connectors/all.ts';
import { createRegistry } from '../../../src/connectors/registry.ts';
import { askedApproval } from '../../../src/desk/asked-approval.ts';
import type { Person } from '../../../src/domain/person.ts';
import { policyOf } from '../../../src/policy/policy.ts';
import { oneApprover } from '../../contracts/card-samples.ts';
import { aRun } from './a-run.ts';

const registry = createRegistry({ connectors, demo: { pause: async () => {} } });
const someone = (id: string): Person => ({
  id,
  name: id,
  account: `${id}@contoso.com`,
  identities: [{ platform: 'slack', workspace: 'T1', user: id }],
  roles: { contoso: ['approver'] },
});
const people = ['sam', 'kim', 'lee'].map(someone);

/** Who is asked at first of Sam, Kim and Lee, when these are the second line and so many have to approve. */
function askedAtFirst(to: string[], approvers = 1, approving = people): readonly string[] {
  const customer = { id: 'contoso', name: 'Contoso', chats: [], desk: [], modes: {} };
  const escalation = { to, after: 'half' as const };
  const run = aRun({}, { customer: to.length > 0 ? { ...customer, escalation } : customer });
  const demands = { ...oneApprover, approvers };
  const about = {
    judgement: { outcome: 'allowed' as const, risk: 'change' as const, demands, rules: [] },
    policy: policyOf(),
    expiresAt: '2026-01-01T00:15:00.000Z',
  };
  const question = { id: 'MSP-1:approve', step: 'approve', calls: [], expires: undefined, differences: [] };
  return askedApproval(question, about, approving, run, new Map(), registry).approverIds;
}

describe('who is asked at first', () => {
  test('is everybody where there is no second line', () => {
    expect(askedAtFirst([])).toEqual(['sam', 'kim', 'lee']);
  });

  test('is not the second line', () => {
    expect(askedAtFirst(['lee'])).toEqual(['sam', 'kim']);
    expect(askedAtFirst(['lee'], 2)).toEqual(['sam', 'kim']);
  });

  test('is everybody where the others are too few', () => {
    expect(askedAtFirst(['kim', 'lee'], 2)).toEqual(['sam', 'kim', 'lee']);
    expect(askedAtFirst(['sam', 'kim', 'lee'])).toEqual(['sam', 'kim', 'lee']);
  });

  test('is everybody where one of the others asked', () => {
    const asking = people.map((one) => (one.id === 'sam' ? { ...one, account: 'ada@contoso.com' } : one));

    expect(askedAtFirst(['kim', 'lee'], 1, asking)).toEqual(['sam', 'kim', 'lee']);
  });
});
