import { expect, test } from 'vitest';
import { type NumberedButton, renderButtons, renderMessage } from '../../../../src/chat/terminal/render.ts';
import { cells } from '../../../../src/chat/terminal/spans.ts';
import { sampleMessages } from '../../../contracts/card-samples.ts';

test('an approval reads from top to bottom, with what to type for its buttons', () => {
  expect(drawn('approval pending', 60)).toBe(`\
Approval needed
Customer      Contoso

What will happen
Set a new password
user          ada@contoso.example (signed-in identity)
change at     true (workflow)
next sign-in

For           ada@contoso.example (signed-in identity)
Asked by      Ada Lovelace (ada@contoso.example)
Risk          High. It creates a password, an account or a
              right.
Expires       14:32 UTC, 23 Nov
Ticket T-1042 · Reset a password, version 3 · check 1a2b3c4d

The ticket says
▏ I forgot my password and have a meeting in ten minutes
Reason, if you deny: type the button's number and then your
words
[7] Approve   [8] Deny`);
});

test('choices are numbered', () => {
  expect(drawn('question with choices', 60)).toContain(`\
Your answer: type 7 and then a number or name from this list
  1  Microsoft 365 E3
  2  Visio
  3  Project`);
});

test.each([40, 60, 80, 200])('every card fits into %i columns, whatever was written', (width) => {
  const hostile = sampleMessages(() => `${'山田'.repeat(60)} ${'x'.repeat(300)} 👾\u001B[2J`);
  for (const { card, text } of Object.values(hostile)) {
    if (!card) throw new Error('Every sample has a card');
    for (const line of renderMessage({ text, card }, numbered(card.actions ?? []), width)) {
      expect(cells(line.map((part) => part.text).join(''))).toBeLessThanOrEqual(width);
    }
  }
});

test('a message without a card shows its text', () => {
  const [line] = renderMessage({ text: 'Sam is looking at it.' }, [], 80);
  expect(line?.map(({ text }) => text).join('')).toBe('Sam is looking at it.');
});

test('what is a band of colour elsewhere is coloured words here, and only a quote has a bar', () => {
  const expired = spansOf('approval expired');
  const pending = spansOf('approval pending');

  expect(expired[0]?.styles).toEqual(['bold', 'yellow']);
  expect(pending[0]?.styles).toEqual(['bold', 'cyan']);
  expect(pending.filter(({ text }) => text === '▏ ')).toHaveLength(1);
});

function spansOf(name: string) {
  const message = sampleMessages((usually) => usually)[name];
  if (!message) throw new Error(`There is no sample "${name}"`);
  return renderMessage(message, [], 80).flat();
}

function drawn(name: string, width: number): string {
  const message = sampleMessages((usually) => usually)[name];
  if (!message) throw new Error(`There is no sample "${name}"`);
  const buttons = numbered(message.card?.actions ?? []);
  const lines = [...renderMessage(message, buttons, width), renderButtons(buttons)];
  return lines
    .map((line) =>
      line
        .map(({ text }) => text)
        .join('')
        .trimEnd(),
    )
    .join('\n');
}

function numbered(actions: readonly NumberedButton['action'][]): NumberedButton[] {
  return actions.map((action, index) => ({ number: 7 + index, action }));
}
