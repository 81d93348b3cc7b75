import { describe, expect, test } from 'vitest';
import { problemsIn } from './bad-workflow.ts';

const inputs = `
inputs:
  account:
    title: Account
    kind: account
    from: [identity]
    ask: Which?`;

const find = `
steps:
  find:
    operation: graph.getUser
    with:
      user: \${inputs.account}`;

/** A notice after the look-up; its text is on line 20, column 11. */
const told = (text: string, more = '') =>
  problemsIn(`${inputs}${find}\n  tell:\n    needs: [find]\n    notify: requester\n    text: ${text}${more}`);

describe('what a hole names', () => {
  test.each([
    ['${inputs.account} ${steps.find.displayName} ${ticket.subject} ${requester.name} ${customer.name}'],
    ['${classification.category} at ${classification.confidence}'],
    ['${steps.find.licenses.0}', '\n    when:\n      value: ${steps.find.licenses.0}\n      present: true'],
  ])('%s is known', (text, more = '') => {
    expect(told(text, more)).toEqual([]);
  });

  test.each([
    [
      '${process.env}',
      'Nothing is called process → Use one of inputs, steps, ticket, requester, customer, classification.',
    ],
    ['${step.find.account}', 'Nothing is called step → Did you mean steps?'],
    ['${inputs.acount}', 'This workflow has no input acount → Did you mean account?'],
    ['${inputs.device}', 'This workflow has no input device → Add device under `inputs`.'],
    ['${inputs.toString}', 'This workflow has no input toString → Add toString under `inputs`.'],
    ['${inputs}', '${inputs} names no input → Write ${inputs.name}.'],
    ['${inputs.account.name}', '${inputs.account.name} names no input → Write ${inputs.name}.'],
    ['${steps.fidn.account}', 'There is no step fidn → Did you mean find?'],
    ['${steps.find.acount}', '${steps.find.acount} names nothing: there is no acount → Did you mean account?'],
    [
      '${steps.find.toString}',
      '${steps.find.toString} names nothing: there is no toString → Use one of userId, account, displayName, enabled, guest, synchronised, usageLocation, licenses.',
    ],
    ['${steps.find.account.0}', '${steps.find.account.0} names nothing: there is no 0 → Stop before 0.'],
    [
      '${steps.tell.account}',
      'The step tell gives nothing to read → Only a step with an operation or a task has an output.',
    ],
    [
      '${ticket.password}',
      '${ticket.password} names nothing: there is no password → Use one of id, subject, body, helpDesk, people.',
    ],
    ['${7*7}', '${7*7} is not a hole → Write words joined by dots, e.g. ${inputs.account}; nothing is computed.'],
    [
      '${inputs.constructor}',
      '${inputs.constructor} is not a hole → Write words joined by dots, e.g. ${inputs.account}; nothing is computed.',
    ],
    [
      '"${inputs.account"',
      '${inputs.account …} is not a hole → Write words joined by dots, e.g. ${inputs.account}; nothing is computed.',
    ],
    ['${steps.find.licenses}', '${steps.find.licenses} is no text → Name one of its fields or positions.'],
  ])('%s is not', (text, problem) => {
    expect(told(text)).toEqual([`20:11 ${problem}`]);
  });

  test('a whole step is too much', () => {
    expect(told('${steps.find}')).toEqual([
      expect.stringMatching(/^20:11 \$\{steps\.find\} names a whole step → Name one of its fields: userId, account, /),
    ]);
  });
});

describe('when a hole is read', () => {
  test('before its step is surely done', () => {
    const steps = `${inputs}${find}
  tell:
    notify: requester
    text: \${steps.find.account}
  end:
    needs: [find, tell]
    notify: requester
    text: Done`;

    expect(problemsIn(steps)).toEqual([
      '19:11 find is not surely done when tell begins → Add find to the `needs` of tell.',
    ]);
  });

  test('by the step itself', () => {
    expect(
      problemsIn('steps:\n  find:\n    operation: graph.getUser\n    with:\n      user: ${steps.find.account}'),
    ).toEqual(['10:13 find reads its own output → Read a step that is done before.']);
  });

  test('through another step is early enough', () => {
    const steps = `${inputs}${find}
  tell:
    needs: [find]
    notify: requester
    text: Hello
  end:
    needs: [tell]
    notify: requester
    text: \${steps.find.account}`;

    expect(problemsIn(steps)).toEqual([]);
  });

  test('although it may be absent', () => {
    expect(told('${steps.find.usageLocation}')).toEqual([
      '20:11 ${steps.find.usageLocation} may be absent → Ask first, with `when` or `require`: value: ${steps.find.usageLocation}, present: true.',
    ]);
    expect(told('${steps.find.licenses.0}')).toEqual([
      expect.stringContaining('${steps.find.licenses.0} may be absent'),
    ]);
    expect(told('${requester.account}')).toEqual([expect.stringContaining('${requester.account} may be absent')]);
  });

  test('only if somebody asked whether it is there', () => {
    const asking = '\n    when:\n      value: ${steps.find.usageLocation}\n      present: true';
    const askingForNone = '\n    when:\n      value: ${steps.find.usageLocation}\n      present: false';

    expect(told('${steps.find.usageLocation}', asking)).toEqual([]);
    expect(told('${steps.find.usageLocation}', askingForNone)).toEqual([expect.stringContaining('may be absent')]);
  });

  test('after a guard that made sure of it', () => {
    const guard = (more: string) => `${inputs}${find}
  guard:
    needs: [find]
    require:
      value: \${steps.find.usageLocation}
      present: true
    otherwise: Nobody knows where you are.${more}
  tell:
    needs: [guard]
    notify: requester
    text: \${steps.find.usageLocation}`;
    const passedOver = '\n    when:\n      value: ${steps.find.enabled}\n      equals: true';

    expect(problemsIn(guard(''))).toEqual([]);
    expect(problemsIn(guard('').replace('present: true', 'present: false'))).toEqual([
      expect.stringContaining('may be absent'),
    ]);
    expect(problemsIn(guard(passedOver))).toEqual([expect.stringContaining('may be absent')]);
  });
});

describe('steps that may not have run', () => {
  const roles = (needs: string) => `
  roles:
    needs: [find]
    when:
      value: \${steps.find.guest}
      equals: false
    operation: graph.directoryRolesOf
    with:
      userId: \${steps.find.userId}
  tell:
    needs: [roles]
    notify: requester
    text: \${steps.roles.privileged}${needs}`;
  const passedOver =
    '28:11 roles may be passed over → Ask first, with `when` or `require`: value: ${steps.roles.privileged}, present: true.';

  test('one that may be passed over is read with care', () => {
    const withCare = '\n    when:\n      value: ${steps.roles.privileged}\n      present: true';
    const likewise = '\n    when:\n      value: ${steps.find.guest}\n      equals: false';
    const otherwise = '\n    when:\n      value: ${steps.find.guest}\n      equals: true';

    expect(problemsIn(inputs + find + roles(''))).toEqual([passedOver]);
    expect(problemsIn(inputs + find + roles(withCare))).toEqual([]);
    expect(problemsIn(inputs + find + roles(likewise))).toEqual([]);
    expect(problemsIn(inputs + find + roles(otherwise))).toEqual([passedOver]);
  });

  test('one that has a fallback may have failed, and the fallback may not have run', () => {
    const tell = (name: string) =>
      problemsIn(`
steps:
  open:
    operation: graph.getUser
    with:
      user: ada
    on-failure: spare
  spare:
    operation: graph.getUser
    with:
      user: sam
  tell:
    needs: [open]
    notify: requester
    text: \${steps.${name}.account}`);

    expect(tell('open')).toEqual([expect.stringMatching(/^19:11 open may have failed → Ask first/)]);
    expect(tell('spare')).toEqual([expect.stringMatching(/^19:11 spare runs only when open fails → Ask first/)]);
  });

  test('the result reads only what is surely there at the end', () => {
    const ending = (result: string) =>
      problemsIn(
        `${inputs}${find}${roles('\n    when:\n      value: ${steps.roles.privileged}\n      present: true')}\nresult: ${result}`,
      );

    expect(ending('${steps.find.account}')).toEqual([]);
    expect(ending('${steps.roles.privileged}')).toEqual([expect.stringMatching(/^32:9 roles may be passed over/)]);
    expect(ending('${steps.find.usageLocation}')).toEqual([expect.stringMatching(/^32:9 .* may be absent/)]);
    expect(ending('${steps.nobody.id}')).toEqual([expect.stringMatching(/^32:9 There is no step nobody/)]);
  });
});

describe('conditions', () => {
  const asked = (condition: string) => told('Hello', `\n    when:\n      value: \${steps.find.${condition}`);

  test.each([
    ['enabled}\n      equals: yes', '22:7 ${steps.find.enabled} is never "yes" → It is true or false.'],
    [
      'enabled}\n      above: 1',
      '22:7 ${steps.find.enabled} is true or false and never above or below → Compare it with `equals`.',
    ],
    ['account}\n      equals: 5', '22:7 ${steps.find.account} is never 5 → It is a text.'],
    ['account}\n      one-of: [a, 5]', '22:7 ${steps.find.account} is never 5 → It is a text.'],
    [
      'account}\n      below: 5',
      '22:7 ${steps.find.account} is a text and never above or below → Compare it with `equals`.',
    ],
  ])('%j can not come out both ways', (condition, problem) => {
    expect(asked(condition)).toEqual([problem]);
  });

  test.each([
    'enabled}\n      equals: true',
    'account}\n      one-of: [a, b]',
    'account}\n      not-equals: a',
    'usageLocation}\n      present: false',
  ])('%j can', (condition) => {
    expect(asked(condition)).toEqual([]);
  });

  test('an absent value is asked for before it is compared', () => {
    expect(asked('usageLocation}\n      equals: GB')).toEqual([expect.stringContaining('may be absent')]);
  });
});
