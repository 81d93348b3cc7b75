import { describe, expect, test } from 'vitest';
import type { KnownFacts } from '../../../src/policy/facts.ts';
import { judge } from '../../../src/policy/judge.ts';
import { type Policy, policyOf } from '../../../src/policy/policy.ts';
import { counted, resetOfAda, withRules } from './a-request.ts';

const asked = (known: KnownFacts, policy: Policy = policyOf()) => judge(counted(known, policy, 0), policy);
const change = { ...resetOfAda, operations: ['graph.disableUser'], risk: 'change' } as const;

describe('rules of the desk file', () => {
  test('one without a scope is about whatever changes something', () => {
    const policy = withRules({ name: 'two people', approvers: 2 });

    expect(asked(change, policy)).toMatchObject({ demands: { approvers: 2 } });
    expect(asked({ ...change, risk: 'routine' }, policy)).toMatchObject({ demands: { approvers: 0 } });
  });

  test('none is about what changes nothing, though it names it', () => {
    const policy = withRules({ name: 'no lists', when: { operations: ['atera.listAgents'] }, refuse: 'Not here.' });
    const look = { ...change, operations: ['atera.listAgents'], risk: 'read' } as const;

    expect(asked(look, policy)).toMatchObject({ outcome: 'allowed', demands: { approvers: 0 }, rules: [] });
    expect(asked({ ...look, risk: 'change' }, policy)).toMatchObject({ outcome: 'refused', rule: 'no lists' });
  });

  test('one about people who are only linked is about those who are not, too', () => {
    const policy = withRules({ name: 'proven', when: { proof: 'linked' }, approvers: 3 });

    expect(asked({ ...change, proof: 'none' }, policy)).toMatchObject({ demands: { approvers: 3 } });
    expect(asked({ ...change, proof: 'linked' }, policy)).toMatchObject({ demands: { approvers: 3 } });
    expect(asked({ ...change, proof: 'verified' }, policy)).toMatchObject({ demands: { approvers: 1 } });
  });

  test('one about the night is about a customer without hours all day', () => {
    const policy = withRules({ name: 'night', when: { outOfHours: true }, approvers: 2 });
    const { outOfHours: _, ...unknown } = change;

    expect(asked(change, policy)).toMatchObject({ demands: { approvers: 1 } });
    expect(asked({ ...change, outOfHours: true }, policy)).toMatchObject({ demands: { approvers: 2 } });
    expect(asked(unknown, policy)).toMatchObject({ demands: { approvers: 2 } });
  });

  test('the shortest time counts, however it is written, and a longer one changes nothing', () => {
    const policy = withRules({ name: 'quick', expires: '300s' }, { name: 'slow', expires: '4h' });

    expect(asked(change, policy)).toMatchObject({ demands: { expires: '300s' } });
  });

  test('two that leave no chat refuse', () => {
    const policy = withRules({ name: 'here', surfaces: ['slack'] }, { name: 'there', surfaces: ['teams'] });

    expect(asked(change, policy)).toMatchObject({ outcome: 'refused', why: expect.stringContaining('no chat') });
    expect(asked({ ...change, risk: 'read' }, policy)).toMatchObject({ outcome: 'allowed' });
  });

  test('two that share a chat leave that one', () => {
    const policy = withRules({ name: 'here', surfaces: ['slack', 'teams'] }, { name: 'there', surfaces: ['teams'] });

    expect(asked(change, policy)).toMatchObject({ demands: { surfaces: ['teams'] } });
  });
});
