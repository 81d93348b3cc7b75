import { describe, expect, test } from 'vitest';
import { usages, wishOf } from '../../../src/desk/commands.ts';
import { Workflow } from '../../../src/domain/workflow.ts';

const account = { title: 'Account', kind: 'account', from: ['command', 'identity'], ask: 'Whose?' };
const license = { title: 'License', kind: 'license', from: ['command', 'text'], ask: 'Which?' };
const workflows = [
  aWorkflow('assign-license', { account, license }),
  aWorkflow('hand-over', {}),
  aWorkflow('free-disk-space', { device: { ...account, kind: 'device', from: ['text'] } }),
];

describe('what somebody wants', () => {
  test.each([
    ['', { kind: 'help' }],
    ['/msp', { kind: 'help' }],
    ['/MSP Help', { kind: 'help' }],
    ['help', { kind: 'help' }],
    ['/msp ticket', { kind: 'help' }],
    ['/msp help me', { kind: 'help' }],
    ['status', { kind: 'status' }],
    ['/msp status MSP-7', { kind: 'status', ticketId: 'MSP-7' }],
    ['/msp cost', { kind: 'cost' }],
    ['cost', { kind: 'cost' }],
    ['/msp cost too much', { kind: 'unknown', word: 'cost' }],
    ['/msp ticket  my disk is full', { kind: 'ticket', text: 'my disk is full' }],
    [
      '/msp dry-run assign-license ada@contoso.com',
      { kind: 'dry-run', command: { workflow: 'assign-license', inputs: { account: 'ada@contoso.com' } } },
    ],
    ['/msp dry-run', { kind: 'incomplete', word: 'dry-run' }],
    ['/msp bulk ', { kind: 'incomplete', word: 'bulk' }],
    ['/msp Undo', { kind: 'incomplete', word: 'undo' }],
    ['/msp undo MSP-7', { kind: 'undo', ticketId: 'MSP-7' }],
    ['/msp dry-run hand-over', { kind: 'unknown', word: 'dry-run hand-over' }],
    ['/msp correct MSP-7 network issue', { kind: 'correct', ticketId: 'MSP-7', category: 'network issue' }],
    ['/msp bulk reset-password ada, otto', { kind: 'bulk', text: 'reset-password ada, otto' }],
    ['/msp correct', { kind: 'correct', ticketId: '', category: '' }],
    ['/msp link', { kind: 'link' }],
    ['link', { kind: 'link' }],
    ['/msp link K7QM-2ZXC-9HTB', { kind: 'link', code: 'K7QM-2ZXC-9HTB' }],
    ['/msp link k7qm 2zxc 9htb', { kind: 'link', code: 'k7qm 2zxc 9htb' }],
    ['link K7QM-2ZXC-9HTB', { kind: 'link', code: 'K7QM-2ZXC-9HTB' }],
    ['/msp unlink', { kind: 'unlink' }],
    ['unlink', { kind: 'unlink' }],
    ['/msp dance', { kind: 'unknown', word: 'dance' }],
    ['/msp hand-over', { kind: 'unknown', word: 'hand-over' }],
    ['/msp free-disk-space', { kind: 'unknown', word: 'free-disk-space' }],
  ])('with "%s" is a command', (text, wish) => {
    expect(wishOf(text, workflows)).toEqual(wish);
  });

  test.each([
    'help me, I can not sign in',
    'status of my laptop is bad',
    'ticket machine is broken',
    'correct the clock in the lobby',
    'cost of a new laptop',
    '/mspatient is not a command',
    'link in the mail is broken',
    'link me-with-sap',
    'unlink my phone',
    'dance',
  ])('with "%s" is a ticket in their own words', (text) => {
    expect(wishOf(text, workflows)).toEqual({ kind: 'ticket', text });
  });

  test.each(['/msp assign-license ada@contoso.com Visio Plan 2', 'Assign-License ada@contoso.com  Visio Plan 2'])(
    'with "%s" is a workflow and what it takes: a word each, the rest for the last',
    (text) => {
      expect(wishOf(text, workflows)).toMatchObject({
        kind: 'ticket',
        command: { workflow: 'assign-license', inputs: { account: 'ada@contoso.com', license: 'Visio Plan 2' } },
      });
    },
  );

  test('is asked for later where a command left it out', () => {
    expect(wishOf('/msp assign-license ada@contoso.com', workflows)).toMatchObject({
      command: { workflow: 'assign-license', inputs: { account: 'ada@contoso.com' } },
    });
  });
});

test('help lists the workflows that can be asked for by name, with what they take', () => {
  expect(usages(workflows).map(({ usage }) => usage)).toEqual([
    '/msp ticket <what is wrong>',
    '/msp assign-license <account> <license>',
    '/msp dry-run <workflow> …',
    '/msp bulk <workflow> <target>, <target>, …',
    '/msp undo <ticket>',
    '/msp correct <ticket> <category>',
    '/msp status [ticket]',
    '/msp break-glass <reason>',
    '/msp cost',
    '/msp link [code]',
    '/msp unlink',
    '/msp help',
  ]);
});

function aWorkflow(name: string, inputs: object): Workflow {
  const steps = { tell: { notify: 'technicians', text: 'Hello' } };
  return Workflow.parse({
    name,
    title: name,
    summary: name,
    version: 1,
    'edited-by': 'release',
    end: 'resolved',
    inputs,
    steps,
    result: 'Done.',
  });
}
