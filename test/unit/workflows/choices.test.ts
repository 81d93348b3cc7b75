import { describe, expect, test } from 'vitest';
import { problemsIn } from './bad-workflow.ts';

/** What the checker says of an input that looks its choices up like this. */
const problemsOf = (choices: string) =>
  problemsIn(`
inputs:
  device:
    title: Device
    kind: device
    from: [command]
    ask: Which one?
    choices:
${choices
  .trim()
  .split('\n')
  .map((line) => `      ${line}`)
  .join('\n')}
steps:
  tell:
    notify: requester
    text: Hello \${inputs.device}`);

describe('choices', () => {
  test('can be looked up with what is known before anything begins', () => {
    expect(
      problemsOf('operation: atera.devicesFor\nwith:\n  user: ${requester.account}\nlist: devices\nvalue: name'),
    ).toEqual([]);
  });

  test.each<[string, string, string]>([
    [
      'an operation that does not exist',
      'operation: atera.devicesFro\nlist: devices\nvalue: name',
      '13:18 There is no operation atera.devicesFro → Did you mean atera.devicesFor?',
    ],
    [
      'an operation that changes something',
      'operation: atera.resolveAlert\nwith:\n  alertId: 1\nlist: devices\nvalue: name',
      '13:18 atera.resolveAlert changes something, and choices are only looked up → Name an operation that only reads.',
    ],
    [
      'a list that is not there',
      'operation: atera.devicesFor\nlist: agents\nvalue: name',
      '14:13 atera.devicesFor answers with no agents → Use one of devices.',
    ],
    [
      'what is no list',
      'operation: atera.listAgents\nlist: page\nvalue: name',
      '14:13 page is a whole number and no list → Name a field that is a list.',
    ],
    [
      'a field that its items lack',
      'operation: atera.devicesFor\nlist: devices\nvalue: nam',
      '15:14 What devices lists has no nam → Did you mean name?',
    ],
    [
      'a field that is no text',
      'operation: atera.devicesFor\nlist: devices\nvalue: name\ntitle: online',
      '16:14 online is true or false → Name a field that is a text.',
    ],
    [
      'what a step gives',
      'operation: atera.devicesFor\nwith:\n  user: ${inputs.device}\nlist: devices\nvalue: name',
      '15:15 ${inputs.device} is not known yet when this is looked up → Name something of requester, ticket, customer.',
    ],
    [
      'a hole that names nothing',
      'operation: atera.devicesFor\nwith:\n  user: ${requester.acount}\nlist: devices\nvalue: name',
      '15:15 ${requester.acount} names nothing: there is no acount → Did you mean account?',
    ],
  ])('are not taken from %s', (_, choices, problem) => {
    expect(problemsOf(choices)).toContain(problem);
  });
});
