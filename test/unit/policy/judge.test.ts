import { describe, expect, test } from 'vitest';
import type { KnownFacts } from '../../../src/policy/facts.ts';
import { judge } from '../../../src/policy/judge.ts';
import { type Policy, policyOf } from '../../../src/policy/policy.ts';
import { countsNeeded } from '../../../src/policy/scope.ts';
import { counted, resetOfAda, withRules } from './a-request.ts';

const asked = (known: KnownFacts, policy: Policy = policyOf(), times = 0) =>
  judge(counted(known, policy, times), policy);
const change = { ...resetOfAda, operations: ['graph.disableUser'], risk: 'change' } as const;

describe('what is built in', () => {
  test('asks nobody about what only reads, or keeps tickets in order', () => {
    expect(asked({ ...change, risk: 'read' })).toMatchObject({ demands: { approvers: 0, verify: false } });
    expect(asked({ ...change, risk: 'routine' })).toMatchObject({ demands: { approvers: 0, verify: false } });
  });

  test('asks one person within an hour about a change', () => {
    expect(asked(change)).toMatchObject({ demands: { approvers: 1, expires: '60m', verify: false, typed: false } });
  });

  test('asks one person within fifteen minutes about a new password, for somebody who is proven', () => {
    expect(asked(resetOfAda)).toMatchObject({ demands: { approvers: 1, expires: '15m', verify: true } });
  });

  test('asks two people within ten minutes about what is critical', () => {
    expect(asked({ ...change, risk: 'critical' })).toMatchObject({ demands: { approvers: 2, expires: '10m' } });
  });

  test('lets nobody approve who is no approver, or has a part in it, whatever it is', () => {
    const demands = { roles: ['approver'], not: ['author', 'beneficiary', 'editor', 'requester'] };

    for (const risk of ['change', 'sensitive', 'critical'] as const)
      expect(asked({ ...change, risk })).toMatchObject({ demands });
  });

  test('has an admin account named by hand, and one of which nobody knows', () => {
    const { privileged: _, ...unknown } = change;

    expect(asked(change)).toMatchObject({ demands: { typed: false } });
    expect(asked({ ...change, privileged: true })).toMatchObject({ demands: { typed: true } });
    expect(asked(unknown)).toMatchObject({ demands: { typed: true } });
  });
});

describe('how much it touches', () => {
  test('more than one target is one step more', () => {
    expect(asked({ ...change, targets: 2 })).toMatchObject({ risk: 'sensitive', demands: { expires: '15m' } });
    expect(asked({ ...resetOfAda, targets: 3 })).toMatchObject({ risk: 'critical', demands: { approvers: 2 } });
    expect(asked({ ...change, targets: 9 })).toMatchObject({ risk: 'sensitive' });
    expect(asked({ ...change, risk: 'critical', targets: 9 })).toMatchObject({ risk: 'critical' });
  });

  test('many changes need nobody verified, and many new passwords do', () => {
    expect(asked({ ...change, targets: 9 })).toMatchObject({ risk: 'sensitive', demands: { verify: false } });
    expect(asked({ ...resetOfAda, targets: 9 })).toMatchObject({ risk: 'critical', demands: { verify: true } });
    const { risk: _, ...unknown } = { ...change, targets: 9 };
    expect(asked(unknown)).toMatchObject({ demands: { verify: true } });
  });

  test('more than one customer is refused, and the same one twice is one', () => {
    expect(asked({ ...change, customers: ['contoso', 'fabrikam'] })).toMatchObject({
      outcome: 'refused',
      why: 'This touches more than one customer.',
    });
    expect(asked({ ...change, customers: ['contoso', 'contoso'] })).toMatchObject({ outcome: 'allowed' });
  });

  test.each(['customers', 'operations', 'targets'] as const)('without knowing its %s it is refused', (fact) => {
    const { [fact]: _, ...known } = change;

    expect(asked(known)).toMatchObject({ outcome: 'refused', rule: 'absent facts refuse' });
  });

  test.each(['customers', 'operations'] as const)('no %s at all are no answer', (fact) => {
    expect(asked({ ...change, [fact]: [] })).toMatchObject({ outcome: 'refused', rule: 'absent facts refuse' });
  });

  test('a risk that is not known is the highest', () => {
    const { risk: _, ...known } = change;

    expect(asked(known)).toMatchObject({ risk: 'critical', demands: { approvers: 2 } });
  });
});

describe('how often it was done', () => {
  test('a third new password in a day is given, and a fourth is not', () => {
    const judgedAfter = (times: number) => {
      const counts = countsNeeded(resetOfAda, policyOf()).map((one) => ({ ...one, times: isOfAda(one) ? times : 0 }));
      return judge({ ...resetOfAda, counts }, policyOf());
    };
    const isOfAda = ({ of, operations = [] }: { of: string; operations?: readonly string[] | undefined }) =>
      of === 'target' && operations.length === 2;

    expect(judgedAfter(2)).toMatchObject({ outcome: 'allowed', demands: { approvers: 1 } });
    expect(judgedAfter(3)).toMatchObject({ outcome: 'refused', why: expect.stringContaining('find out why') });
  });

  test.each([
    ['graph.resetPassword', 'graph.createTemporaryAccessPass'],
    ['graph.createTemporaryAccessPass', 'graph.resetPassword'],
  ])('%s within a day of %s needs two people, and both at once too', (now, before) => {
    const request = { ...resetOfAda, operations: [now] };
    const judgedAfter = (times: number) => {
      const isOther = (names: readonly string[] = []) => names.length === 1 && names[0] === before;
      const counts = countsNeeded(request, policyOf()).map((one) => ({
        ...one,
        times: isOther(one.operations) ? times : 0,
      }));
      return judge({ ...request, counts }, policyOf());
    };

    expect(judgedAfter(0)).toMatchObject({ demands: { approvers: 1, typed: false } });
    expect(judgedAfter(1)).toMatchObject({ demands: { approvers: 2, expires: '10m', typed: true } });
    expect(asked({ ...resetOfAda, operations: [now, before] })).toMatchObject({ demands: { approvers: 2 } });
  });

  test('whoever resets everybody needs a second person, and then stops', () => {
    const nth = (before: number) => {
      const counts = countsNeeded(resetOfAda, policyOf()).map((one) => ({
        ...one,
        times: one.of === 'customer' ? before : 0,
      }));
      return judge({ ...resetOfAda, counts }, policyOf());
    };

    expect(nth(9)).toMatchObject({ demands: { approvers: 1 } });
    expect(nth(10)).toMatchObject({ demands: { approvers: 2 } });
    expect(nth(29)).toMatchObject({ outcome: 'allowed' });
    expect(nth(30)).toMatchObject({ outcome: 'refused' });
  });

  test('for a customer every target of a request counts, for a target only its own', () => {
    const most = (of: string) =>
      withRules({ name: 'few', when: { beyond: { of, most: 4, within: '1h' } }, refuse: 'No.' });
    const many = { ...change, targets: 5 };

    expect(asked(many, most('customer'))).toMatchObject({ outcome: 'refused', why: 'No.' });
    expect(asked(many, most('person'))).toMatchObject({ outcome: 'refused', why: 'No.' });
    expect(asked(many, most('target'))).toMatchObject({ outcome: 'allowed' });
  });

  test('of two numbers for the same the higher one counts', () => {
    const policy = withRules({
      name: 'few',
      when: { beyond: { of: 'customer', most: 4, within: '1h' } },
      approvers: 4,
    });
    const { counts = [] } = counted(change, policy, 0);
    const more = counts.map((count) => ({ ...count, times: 4 }));

    expect(judge({ ...change, counts: [...more, ...counts] }, policy)).toMatchObject({ demands: { approvers: 4 } });
    expect(judge({ ...change, counts: [...counts, ...more] }, policy)).toMatchObject({ demands: { approvers: 4 } });
  });

  test('a rule about what operations declare counts the calls that declare it', () => {
    const beyond = { of: 'customer', most: 1, within: '1h' };
    const needed = (when: object) =>
      countsNeeded(
        { ...resetOfAda, risk: 'critical' },
        { ...policyOf(), rules: withRules({ name: 'few', when: { ...when, beyond } }).rules.slice(-1) },
      ).map(({ risk }) => risk);

    expect(needed({ declares: 'sensitive' })).toEqual(['sensitive']);
    expect(needed({ declares: 'sensitive', risk: 'critical' })).toEqual(['critical']);
  });

  test('a number of something else is no answer', () => {
    const policy = withRules({
      name: 'few',
      when: { beyond: { of: 'customer', most: 4, within: '1h' } },
      approvers: 4,
    });
    const count = { of: 'customer', within: '1h', risk: 'change', times: 0 } as const;

    expect(judge({ ...change, counts: [count] }, policy)).toMatchObject({ demands: { approvers: 1 } });
    for (const other of [
      { of: 'person' },
      { within: '2h' },
      { risk: 'critical' },
      { operations: ['graph.disableUser'] },
    ] as const)
      expect(judge({ ...change, counts: [{ ...count, ...other }] }, policy)).toMatchObject({ outcome: 'refused' });
  });

  test('what is not known to have been counted is refused, and says so', () => {
    expect(judge(resetOfAda, policyOf())).toMatchObject({
      outcome: 'refused',
      why: 'It is not known how often this was done within 24h.',
    });
  });

  test('of two refusals the one that is sure is told', () => {
    const policy = withRules({ name: 'never', refuse: 'Not here.' });

    expect(judge(resetOfAda, policy)).toMatchObject({ rule: 'never', why: 'Not here.' });
  });

  test('only what decides about a request has to be counted, each number once', () => {
    const policy = withRules(
      { name: 'one', when: { beyond: { of: 'customer', most: 1, within: '60m' } }, approvers: 2 },
      { name: 'other', when: { risk: 'change', beyond: { of: 'customer', most: 2, within: '1h' } }, approvers: 3 },
      {
        name: 'elsewhere',
        when: { operations: ['atera.executeScript'], beyond: { of: 'person', most: 1, within: '1h' } },
        approvers: 3,
      },
    );

    expect(countsNeeded({ ...change, risk: 'read' }, policy)).toEqual([]);
    expect(countsNeeded(change, policy)).toEqual([{ of: 'customer', within: '1h', risk: 'change' }]);
    expect(countsNeeded({ ...change, targets: 2 }, policyOf())).toContainEqual({
      of: 'customer',
      within: '1h',
      risk: 'sensitive',
    });
  });
});
