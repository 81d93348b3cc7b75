import { describe, expect, test } from 'vitest';
import { problemsIn } from './bad-workflow.ts';

interface Parts {
  readonly approve?: string;
  readonly reset?: string;
  readonly more?: string;
}

/** A reset: `find` on line 13, `guard` on 17, `ask` on 23, `reset` on 26, `deliver` on 32, what else there is from 36. */
const steps = ({
  approve = 'needs: [guard]\n    approve: {steps: [reset]}',
  reset = 'needs: [ask]',
  more = '',
}: Parts = {}) => `
inputs:
  account:
    title: Account
    kind: account
    from: [identity]
    ask: Which?
steps:
  find:
    operation: graph.getUser
    with:
      user: \${inputs.account}
  guard:
    needs: [find]
    require:
      value: \${steps.find.guest}
      equals: false
    otherwise: Somebody else keeps this account.
  ask:
    ${approve}
  reset:
    ${reset}
    operation: graph.resetPassword
    with:
      userId: \${steps.find.userId}
      account: \${steps.find.account}
  deliver:
    needs: [reset]
    deliver: \${steps.reset.password}
    to: owner${more}`;

test('a sound reset has nothing against it', () => {
  expect(problemsIn(steps())).toEqual([]);
});

describe('approval', () => {
  test('a risky step that nobody approves', () => {
    const problem =
      'graph.resetPassword is sensitive, and nobody approves reset → Add an `approve` step that names reset, and let reset need it.';

    expect(problemsIn(steps({ approve: 'needs: [guard]\n    notify: approvers\n    text: Hello' }))).toEqual([
      `29:16 ${problem}`,
    ]);
  });

  test('a risky step that runs beside its approval', () => {
    expect(problemsIn(steps({ reset: 'needs: [guard]' }))).toEqual([
      '28:16 reset does not wait for ask → Add ask to the `needs` of reset.',
    ]);
  });

  test('an approval that comes through another step is enough', () => {
    const between = '\n  tell:\n    needs: [ask]\n    notify: requester\n    text: Approved.';

    expect(problemsIn(steps({ reset: 'needs: [tell]', more: between }))).toEqual([]);
  });

  test('a step that two approvals name', () => {
    const second = '\n  again:\n    needs: [guard]\n    approve: {steps: [reset]}';

    expect(problemsIn(steps({ reset: 'needs: [ask, again]', more: second }))).toEqual([
      '28:16 reset is approved twice, by ask and again → Let one of them name it.',
    ]);
  });

  test('an approval that covers nothing risky', () => {
    const more =
      '\n  again:\n    needs: [guard]\n    approve: {steps: [look]}\n  look:\n    needs: [again]\n    operation: graph.getUser\n    with: {user: ada}';

    expect(problemsIn(steps({ more }))).toEqual([
      '38:22 Nothing that again covers needs an approval → Take this step out.',
    ]);
  });

  test('an approval of something that is no operation', () => {
    expect(problemsIn(steps({ approve: 'needs: [guard]\n    approve: {steps: [reset, deliver]}' }))).toEqual([
      '25:30 deliver is no operation, so there is nothing to approve → Name a step with an operation.',
    ]);
  });

  test('an approval that could be passed over', () => {
    const approve =
      'needs: [guard]\n    when: {value: "${steps.find.enabled}", equals: true}\n    approve: {steps: [reset]}';

    expect(problemsIn(steps({ approve }))).toEqual(['25:11 ask must always ask → Move `when` to the steps it covers.']);
  });

  test('an approval as a fallback', () => {
    const more =
      '\n  look:\n    needs: [guard]\n    operation: graph.getUser\n    with: {user: ada}\n    on-failure: ask';

    expect(problemsIn(steps({ approve: 'approve: {steps: [reset]}', more }))).toContain(
      '39:17 ask is an approval and no fallback → Name a step with an operation or a notice.',
    );
  });

  test('a fallback that is risky needs its approval too', () => {
    const more =
      '\n  look:\n    needs: [guard]\n    operation: graph.getUser\n    with: {user: ada}\n    on-failure: off\n  off:\n    operation: graph.disableUser\n    with:\n      userId: ${steps.find.userId}\n      account: ada';

    expect(problemsIn(steps({ more }))).toEqual([
      '42:16 graph.disableUser is change, and nobody approves off → Add an `approve` step that names off, and let off need it.',
    ]);
  });

  test('a fallback of an approved step is approved along with it', () => {
    const more =
      '\n  off:\n    operation: graph.disableUser\n    with:\n      userId: ${steps.find.userId}\n      account: ada';
    const approve = 'needs: [guard]\n    approve: {steps: [reset, off]}';
    const tell =
      '\n  tell:\n    needs: [ask]\n    operation: graph.getUser\n    with: {user: ada}\n    on-failure: off';

    expect(problemsIn(steps({ approve, more: more + tell }))).toEqual([]);
  });
});

describe('what was approved is what runs', () => {
  test('a value that is looked up only after the approval', () => {
    const more = '\n  late:\n    needs: [ask]\n    operation: graph.getUser\n    with: {user: ada}';
    const reset = 'needs: [ask, late]\n    title: x';
    const yaml = steps({ reset, more }).replace('account: ${steps.find.account}', 'account: ${steps.late.account}');

    expect(problemsIn(yaml)).toEqual([
      '32:16 ${steps.late.account} is not surely known when ask asks → Let ask need late, and let late always run.',
    ]);
  });

  test('a value that may be absent when the approval asks', () => {
    const when = 'when: {value: "${steps.find.usageLocation}", present: true}';
    const yaml = steps({ reset: `needs: [ask]\n    ${when}` })
      .replace('account: ${steps.find.account}', 'account: ${steps.find.usageLocation}')
      .replace('deliver: $', `${when}\n    deliver: $`);

    expect(problemsIn(yaml)).toEqual([
      '32:16 ${steps.find.usageLocation} is not surely known when ask asks → Let ask need a `require` step that asks for it, present: true.',
    ]);
  });

  test('a value of a step that may have been passed over when the approval asks', () => {
    const when = 'when: {value: "${steps.find.enabled}", equals: true}';
    const more = `\n  maybe:\n    needs: [find]\n    ${when}\n    operation: graph.getUser\n    with: {user: ada}`;
    const approve = 'needs: [guard, maybe]\n    approve: {steps: [reset]}';
    const yaml = steps({ approve, reset: `needs: [ask]\n    ${when}`, more })
      .replace('account: ${steps.find.account}', 'account: ${steps.maybe.account}')
      .replace('deliver: $', `${when}\n    deliver: $`);

    expect(problemsIn(yaml)).toEqual([
      expect.stringMatching(/^32:16 \$\{steps\.maybe\.account\} is not surely known when ask asks/),
    ]);
  });
});

describe('secrets', () => {
  const leak = 'is a secret → Let a `deliver` step hand it over; it may go nowhere else.';
  const step = (lines: string) => `\n  leak:\n    needs: [reset]\n    ${lines}`;

  test.each([
    ['a notice', 'notify: technicians\n    text: The new one is ${steps.reset.password}', '39:11'],
    ['an operation', 'operation: graph.getUser\n    with: {user: "${steps.reset.password}"}', '39:18'],
    ['a condition', 'when: {value: "${steps.reset.password}", equals: x}\n    notify: requester\n    text: x', '38:19'],
    ['a guard', 'require: {value: "${steps.reset.password}", equals: x}\n    otherwise: No.', '38:22'],
    [
      'the words of a guard',
      'require: {value: "${steps.find.guest}", equals: false}\n    otherwise: ${steps.reset.password}',
      '39:16',
    ],
  ])('one in %s', (_, lines, place) => {
    expect(problemsIn(steps({ more: step(lines) }))).toEqual([`${place} \${steps.reset.password} ${leak}`]);
  });

  test('one in the result', () => {
    expect(problemsIn(`${steps()}\nresult: Your password is \${steps.reset.password}`)).toEqual([
      `36:9 \${steps.reset.password} ${leak}`,
    ]);
  });

  test('something else in the hand-over', () => {
    expect(problemsIn(steps().replace('${steps.reset.password}', '${steps.reset.account}'))).toEqual([
      '34:14 ${steps.reset.account} is not a secret → Say it with `notify`; `deliver` is for secrets alone.',
    ]);
  });

  const own = 'Write `to: owner`: whoever asked for it must not learn it.';

  test.each([
    ['whoever asked', 'requester', `reset.password opens an account that has an owner → ${own}`],
    ['a technician', 'technician', `reset.password opens an account → ${own}`],
  ])('the password of an account that exists, for %s', (_, to, problem) => {
    expect(problemsIn(steps().replace('to: owner', `to: ${to}`))).toEqual([`35:9 ${problem}`]);
  });

  test('the first password of a new account may go to whoever asked', () => {
    const create =
      'operation: graph.createUser\n    with: {account: "${steps.find.account}", displayName: Grace, usageLocation: GB}';
    const yaml = steps()
      .replace(/operation: graph\.resetPassword[\s\S]*?(?=\n {2}deliver)/, create)
      .replace('to: owner', 'to: requester');

    expect(problemsIn(yaml)).toEqual([]);
  });

  test('what is nobody’s, for its owner', () => {
    const yaml = steps()
      .replace(
        /operation: graph\.resetPassword[\s\S]*?(?=\n {2}deliver)/,
        'operation: zohoAssist.startUnattendedSession\n    with: {deliveryId: "1"}',
      )
      .replace('reset.password', 'reset.technicianLink');

    expect(problemsIn(yaml)).toContainEqual(
      expect.stringContaining('reset does not say whose technicianLink is → Hand it to somebody else.'),
    );
  });
});
