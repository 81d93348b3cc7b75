import { describe, expect, test } from 'vitest';
import { problemsIn } from './bad-workflow.ts';

const look = (inputs: string, operation = 'graph.getUser') => `
inputs:
  account:
    title: Account
    kind: account
    from: [identity]
    ask: Which?
steps:
  find:
    operation: ${operation}
    with:
${inputs.replace(/^/gm, '      ')}`;

describe('operations', () => {
  test('an unknown one is told apart from what was meant', () => {
    expect(problemsIn(look('user: ada', 'graph.getUsr'))).toEqual([
      '14:16 There is no operation graph.getUsr → Did you mean graph.getUser?',
    ]);
  });

  test('one that resembles nothing is answered with all there are', () => {
    expect(problemsIn(look('user: ada', 'sap.run'))).toEqual([
      expect.stringMatching(
        /^14:16 There is no operation sap.run → Use one of graph\.getUser, .*serviceNow\.createIncident/,
      ),
    ]);
  });
});

describe('inputs', () => {
  test('a missing one', () => {
    expect(problemsIn(look('subject: Hello\nrequester: Ada', 'zohoDesk.createTicket'))).toEqual([
      '14:16 zohoDesk.createTicket needs the input description → Add description under `with`: a text.',
    ]);
  });

  test('one that may be left out', () => {
    expect(problemsIn(look('subject: Hello\nrequester: Ada\ndescription: x', 'zohoDesk.createTicket'))).toEqual([]);
  });

  test('an unknown one', () => {
    expect(problemsIn(look('user: ada\nusr: ada'))).toEqual([
      '17:7 graph.getUser takes no input usr → Did you mean user?',
    ]);
  });

  test.each([
    ['user: 5', '16:13 5 is not what user takes → Write a text.'],
    ['user: ""', '16:13 "" is not what user takes → Write a text.'],
    ['user: [ada]', '16:13 ["ada"] is not what user takes → Write a text.'],
    ['user:', '16:7 null is not what user takes → Write a text.'],
  ])('a wrong value: %s', (inputs, problem) => {
    expect(problemsIn(look(inputs))).toEqual([problem]);
  });

  test('a value outside a closed list', () => {
    const inputs = 'subject: Hello\nrequester: Ada\ndescription: x\npriority: hihg';

    expect(problemsIn(look(inputs, 'zohoDesk.createTicket'))).toEqual([
      '19:17 "hihg" is not what priority takes → Write one of low, medium, high, urgent.',
    ]);
  });

  test('a hole of another kind', () => {
    expect(problemsIn(look('user: ${classification.confidence}'))).toEqual([
      '16:13 ${classification.confidence} is a whole number → Here stands a text.',
    ]);
  });

  test('a hole inside a text is a text, even if it names a number', () => {
    expect(problemsIn(look('user: user-${classification.confidence}'))).toEqual([]);
  });

  test('a hole of a closed list that allows more', () => {
    const inputs = 'subject: Hello\nrequester: Ada\ndescription: x\npriority: ${ticket.subject}';

    expect(problemsIn(look(inputs, 'zohoDesk.createTicket'))).toEqual([
      '19:17 ${ticket.subject} is a text → Here stands one of low, medium, high, urgent.',
    ]);
  });

  test('a list where a text stands, with a hole in it', () => {
    expect(problemsIn(look('user:\n  - ${inputs.account}'))).toEqual([
      '17:9 ["${inputs.account}"] does not belong here → Write a text.',
    ]);
  });

  test('inside a value as well', () => {
    const inputs = 'agentId: 5\ndevice: PC\nscript:\n  idd: x\n  service: ${inputs.account}';

    expect(problemsIn(look(inputs, 'atera.executeScript'))).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^19:9 "idd" is not known here → /),
        expect.stringContaining('id is missing here'),
      ]),
    );
  });
});
