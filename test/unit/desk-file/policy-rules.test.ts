import { describe, expect, test } from 'vitest';
import { connectors } from '../../../src/connectors/all.ts';
import { readDeskFile } from '../../../src/desk-file/read.ts';

/** The first line of the rule is line 3, and of the customer's line 8. */
const file = (provider: string, customer = '[]') => `policy:
  rules:
    - ${provider}
customers:
  - id: contoso
    name: Contoso
    chats: [{ platform: slack, workspace: T0 }]
    policy: { rules: ${customer} }
people: [{ id: sam, name: Sam, identities: [{ platform: teams, workspace: T1, user: U1 }] }]
`;

function problemsOf(text: string): string[] {
  const read = readDeskFile('desk.yaml', text, connectors);
  if (!('problems' in read)) return [];
  return read.problems.map(({ line, column, message, remedy }) => `${line}:${column} ${message} → ${remedy}`);
}

test('rules of the provider hold for every customer, those of a customer for it alone', () => {
  const read = readDeskFile(
    'desk.yaml',
    file('{ name: all, approvers: 2 }', '[{ name: own, typed: true }]'),
    connectors,
  );
  if ('problems' in read) throw new Error('Something is wrong');
  const added = (customer: string) =>
    read.policy(customer).rules.flatMap(({ name, from }) => (from === 'built in' ? [] : [`${name} (${from})`]));

  expect(added('contoso')).toEqual(['all (provider)', 'own (customer)']);
  expect(added('fabrikam')).toEqual(['all (provider)']);
});

describe('refused with what to do instead', () => {
  test.each([
    [
      'an operation that there is not',
      '{ name: a, when: { operations: [graph.resetPasswrd] }, typed: true }',
      '3:39 There is no operation graph.resetPasswrd → Did you mean graph.resetPassword?',
    ],
    [
      'one that nothing is like',
      '{ name: a, when: { operations: [x.y] }, typed: true }',
      '3:39 There is no operation x.y → `npx msp operations` lists all there are.',
    ],
    [
      'one that changes nothing',
      '{ name: a, when: { operations: [graph.getUser] }, typed: true }',
      '3:39 The policy is not asked about graph.getUser, which is read → Name operations whose risk is change, sensitive or critical: `npx msp operations` says which.',
    ],
    [
      'one that would be counted',
      '{ name: a, when: { beyond: { of: target, most: 1, within: 1h, operations: [x.y] } }, typed: true }',
      '3:82 There is no operation x.y → `npx msp operations` lists all there are.',
    ],
    [
      'a chat on which nobody is known',
      '{ name: a, surfaces: [slak] }',
      '3:29 Nobody is known on slak → Did you mean slack?',
    ],
    [
      'a rule that demands nothing',
      '{ name: a, when: { risk: change } }',
      '3:7 The rule a demands nothing → Say what it demands, with one of refuse, approvers, roles, not, expires, surfaces, verify, typed.',
    ],
    [
      'the name of a rule that is built in',
      '{ name: a change needs an approval, approvers: 3 }',
      '3:15 A rule that is built in is called a change needs an approval → Give it a name of its own: it is what people are told.',
    ],
    [
      'a risk that there is not',
      '{ name: a, when: { risk: hgih }, typed: true }',
      '3:32 policy.rules.0.when.risk can\'t be "hgih" → Use one of change, sensitive, critical.',
    ],
    ['a wish to loosen something', '{ name: a, verify: false }', /^3:26 .*can't be "false"/],
    ['a number of nobody', '{ name: a, approvers: 0 }', /^3:29 .*too small → Write at least 1\.$/],
    ['a key of nobody', '{ name: a, expire: 5m }', /Did you mean expires\?$/],
    ['a length that is none', '{ name: a, expires: soon }', /a duration such as/],
  ])('%s', (_, rule, problem) => {
    expect(problemsOf(file(rule))).toContainEqual(
      typeof problem === 'string' ? problem : expect.stringMatching(problem),
    );
    expect(problemsOf(file('{ name: fine, typed: true }', `[${rule}]`))).toHaveLength(problemsOf(file(rule)).length);
  });

  test('two rules of one name, for the same customer alone', () => {
    const rule = '{ name: a, typed: true }';

    expect(problemsOf(file(rule, `[${rule}]`))).toEqual([
      '8:31 There is another rule called a → Give it a name of its own: it is what people are told.',
    ]);
    expect(
      problemsOf(
        `customers:\n${['x', 'y'].map((id) => `  - { id: ${id}, name: C, policy: { rules: [${rule}] } }\n`).join('')}people: []`,
      ),
    ).toEqual([]);
  });
});
