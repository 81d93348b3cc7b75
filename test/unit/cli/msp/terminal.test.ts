import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createTerminal, inJson } from '../../../../src/cli/msp/terminal.ts';

const never = new AbortController().signal;

function seat({ isTTY }: { readonly isTTY: boolean }) {
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = Object.assign(new PassThrough(), { isTTY });
  const errors = new PassThrough();
  return { input, output, errors, terminal: createTerminal({ input, output, errors }) };
}

test.each([
  ['y\n', true],
  ['Yes\n', true],
  ['\n', false],
  ['no\n', false],
  ['yesterday\n', false],
])('%j is the answer %s', async (typed, answer) => {
  const { input, terminal } = seat({ isTTY: true });

  const asked = terminal.ask('Send this?', never);
  input.write(typed);

  expect(await asked).toBe(answer);
});

test('who leaves without an answer has not said yes', async () => {
  const { input, terminal } = seat({ isTTY: true });

  const asked = terminal.ask('Send this?', never);
  input.end();

  expect(await asked).toBe(false);
});

test('nothing that is printed commands the terminal', () => {
  const { output, errors, terminal } = seat({ isTTY: true });

  terminal.print('Ada\u001b[2J\u009b1m \u202eevoli\nand Bea');
  terminal.complain('\u001b]0;owned\u0007No such thing.\r\n→ Try again.');

  expect(String(output.read())).toBe('Ada[2J1m evoli\nand Bea\n');
  expect(String(errors.read())).toBe(']0;ownedNo such thing.\n→ Try again.\n');
});

test('a pipe can not be asked', () => {
  expect(seat({ isTTY: true }).terminal.canAsk).toBe(true);
  expect(seat({ isTTY: false }).terminal.canAsk).toBe(false);
});

test('what a vendor says can not change what a terminal shows, and means the same', () => {
  const said = { name: 'Ada\u001b[2J\u009b31m\u202eevil\u200b', lines: 'one\ntwo', flag: '\u{e0041}' };

  expect(inJson(said)).toMatch(/^[\n\x20-\x7e]*$/);
  expect(JSON.parse(inJson(said))).toEqual(said);
});
