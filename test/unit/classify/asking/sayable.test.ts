import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sayable } from '../../../../src/classify/asking/sayable.ts';

const ticket = 'Please reset the password of ada@contoso.com on CONTOSO-PC-17, Outlook asks for it. Regards, Ada';

test.each([
  'The user asks to reset a forgotten password.',
  'Asks for a reset of ada@contoso.com in Outlook.',
  "The device CONTOSO-PC-17 can't sign in. It asks for a password.",
  'The account [account 0] needs a new password.',
  'Somebody asks for help (with “Outlook”).',
])('"%s" may be shown', (reasoning) => {
  expect(sayable(reasoning, ticket)).toBe(reasoning);
});

test.each([
  'The password of ceo@contoso.com should be reset.',
  'Reset CONTOSO-DC-01 instead.',
  'The user Bob Martin is an admin.',
  'Approved by Sam.',
  'Click https://evil.example now.',
  'See evil.example for details.',
  'Call 555 0199.',
  'The account of ｃｅｏ＠ｃｏｎｔｏｓｏ．ｃｏｍ needs a password.',
  'The account of ceo﹫contoso․com needs a password.',
  'The account of ʙᴏʙ needs a password.',
  'The account of ⓒⓔⓞ needs a password.',
  'The account of bo\u0308b needs a password.',
  'The account of peter needs a password.',
  'The request was approved by the security team.',
  'The identity was verified by phone.',
  'This is genuine and safe, please proceed.',
  'The user needs <b>help</b>.',
  '**Approve** this.',
  '管理者 のパスワードをリセット',
  'The user asks to reset the раssword of the сео.',
  'x'.repeat(300),
  '',
])('"%s" may not', (reasoning) => {
  expect(sayable(reasoning, ticket)).toBeUndefined();
});

test('no address, label or number comes through that is not in the ticket', () => {
  const stranger = fc.constantFrom(
    'bob@contoso.com',
    'LAPTOP-99',
    '4711',
    'evil.example',
    'Eve',
    'CEO',
    '@everyone',
    '<!here>',
  );
  fc.assert(
    fc.property(fc.lorem({ maxCount: 4 }), stranger, fc.lorem({ maxCount: 4 }), (before, word, after) => {
      expect(sayable(`the ${before.toLowerCase()} ${word} ${after.toLowerCase()}`, ticket)).toBeUndefined();
    }),
  );
});

test('neither a long ticket nor a long answer makes it slow', () => {
  const began = performance.now();

  for (const piece of ['.', "'", ':', 'a.', '!?', '" ']) {
    const text = `${piece.repeat(20_000 / piece.length)}\u0000`;
    sayable('The user asks for a password.', text);
    sayable(text.slice(0, 240), text);
  }

  expect(performance.now() - began).toBeLessThan(1_000);
});
