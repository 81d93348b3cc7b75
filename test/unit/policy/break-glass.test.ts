import { describe, expect, test } from 'vitest';
import { inEmergency } from '../../../src/policy/break-glass.ts';
import { judge } from '../../../src/policy/judge.ts';
import { policyOf } from '../../../src/policy/policy.ts';
import { counted, resetOfAda, withRules } from './a-request.ts';

const glass = { id: 'glass-1', words: 'opened by Sam and Kim: The line is down' };
const onlySlack = { name: 'only on Slack', surfaces: ['slack'] };
const enough = { name: 'enough', when: { beyond: { of: 'customer', most: 1, within: '1h' } }, refuse: 'Enough.' };
const twoWhenMany = {
  name: 'two when many',
  when: { beyond: { of: 'customer', most: 1, within: '1h' } },
  approvers: 3,
};
const never = { name: 'never', when: { operations: ['graph.disableUser'] }, refuse: 'Nobody does that here.' };
const usual = withRules(onlySlack, enough, twoWhenMany, never);
const emergency = inEmergency(usual, glass);
const judged = (asked: object, policy = emergency, times = 1) =>
  judge(counted({ ...resetOfAda, operations: ['graph.enableUser'], ...asked }, policy, times), policy);

describe('an emergency', () => {
  test('asks one admin, who types the name of the target, and nobody has to be verified', () => {
    const demands = { approvers: 1, roles: ['admin'], verify: false, typed: true };

    expect(judged({}, usual, 0)).toMatchObject({ demands: { approvers: 1, roles: ['approver'], verify: true } });
    expect(judged({})).toMatchObject({ outcome: 'allowed', risk: 'sensitive', demands });
    expect(judged({ risk: 'critical' })).toMatchObject({ outcome: 'allowed', demands });
  });

  test('takes away who may not decide, where, and how long as little as before', () => {
    expect(judged({})).toMatchObject({
      demands: { not: ['author', 'beneficiary', 'editor', 'requester'], surfaces: ['slack'], expires: '15m' },
    });
  });

  test('asks nobody about what nobody is asked about', () => {
    expect(judged({ risk: 'read' })).toMatchObject({ demands: { approvers: 0, roles: [], typed: false } });
  });

  test('passes limits that refuse, and nothing else that does', () => {
    expect(judged({}, usual)).toMatchObject({ outcome: 'refused', why: 'Enough.' });
    expect(judged({})).toMatchObject({ rules: expect.arrayContaining(['two when many']) });
    expect(judged({ operations: ['graph.disableUser'] })).toMatchObject({ why: 'Nobody does that here.' });
    expect(judged({ customers: ['contoso', 'fabrikam'] })).toEqual({
      ...{ outcome: 'refused', why: 'This touches more than one customer.' },
      rule: 'nothing crosses between customers',
    });
  });

  test('is a policy of its own: nothing that was approved before it, in it or in another one counts for the other', () => {
    const versions = [
      usual,
      emergency,
      inEmergency(usual, { ...glass, id: 'glass-2' }),
      inEmergency(policyOf(), glass),
    ];

    expect(new Set(versions.map(({ version }) => version)).size).toBe(4);
    expect(inEmergency(usual, { ...glass, words: 'otherwise' }).version).toBe(emergency.version);
    expect(emergency.glass).toEqual(glass);
  });
});
