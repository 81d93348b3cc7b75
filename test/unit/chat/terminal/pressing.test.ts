import { describe, expect, test } from 'vitest';
import { helpChannel } from '../../../../src/chat/terminal/seats.ts';
import { sampleOf, startConsole } from './stage.ts';

const approval = sampleOf('approval pending');
const denied = sampleOf('approval denied');
const question = sampleOf('question with choices');
const closed = sampleOf('question with choices alone');
const unsure = sampleOf('unsure open');

describe('pressing', () => {
  test('a number presses the button, and the words after it fill what the card asks for', async () => {
    const { type, ears, terminal } = await startConsole();
    await terminal.platform.post(helpChannel, approval);

    type('2 not today');

    const [pressed] = await ears.pressed(1);
    expect(pressed).toMatchObject({ verb: 'deny', fields: { reason: 'not today' } });
  });

  test('words fill every line of the card, because only the button knows which of them it takes', async () => {
    const { type, ears, terminal } = await startConsole();
    await terminal.platform.post(helpChannel, sampleOf('approval by two who type'));

    type('2 not today');

    const [pressed] = await ears.pressed(1);
    expect(pressed).toMatchObject({ verb: 'deny', fields: { typed: 'not today', reason: 'not today' } });
  });

  test('a name of the list is the choice, also beside lines for words', async () => {
    const { type, ears, terminal } = await startConsole();
    await terminal.platform.post(helpChannel, sampleOf('approval by two who type'));

    type('4 kim diaz');

    const [pressed] = await ears.pressed(1);
    expect(pressed).toMatchObject({ verb: 'hand-over', fields: { colleague: 'kim' } });
  });

  test('what could be a choice is words too, where a card has several buttons: only the pressed one knows', async () => {
    const { type, ears, terminal } = await startConsole();
    await terminal.platform.post(helpChannel, sampleOf('approval by two who type'));

    type('2 1');

    const [pressed] = await ears.pressed(1);
    expect(pressed).toMatchObject({ verb: 'deny', fields: { colleague: 'kim', typed: '1', reason: '1' } });
  });

  test.each(['1 2', '1 visio', '1 Visio'])('a choice is made by number or name: %s', async (typed) => {
    const { type, ears, terminal } = await startConsole();
    await terminal.platform.post(helpChannel, question);

    type(typed);

    expect((await ears.pressed(1))[0]?.fields).toEqual({ answer: 'Visio' });
  });

  test('what is none of the choices is not pressed', async () => {
    const { type, ears, terminal, shows } = await startConsole();
    await terminal.platform.post(helpChannel, closed);

    type('1 access');
    await shows('That is none of the choices: 1 Reset a password, 2 Something else.');

    expect(ears.heard).toEqual([]);
  });

  test('what is none of the choices is something else, where that may be written', async () => {
    const { type, ears, terminal } = await startConsole();
    await terminal.platform.post(helpChannel, question);

    type('1 Access 2021');

    expect((await ears.pressed(1))[0]?.fields).toEqual({ other: 'Access 2021' });
  });

  test('more words than the card takes are not cut in silence', async () => {
    const { type, ears, terminal, shows } = await startConsole();
    await terminal.platform.post(helpChannel, approval);

    type(`2 ${'no '.repeat(200)}`);
    await shows('That is too long: at most 300 characters fit.');

    expect(ears.heard).toEqual([]);
  });

  test('a sentence that begins with a number is a sentence where the card asks for no words', async () => {
    const { type, ears, terminal } = await startConsole();
    await terminal.platform.post(helpChannel, unsure);

    type('2 people can not print');

    expect((await ears.said(1))[0]?.text).toBe('2 people can not print');
  });

  test.each(['9', '9 Kim', '9 1, 3-5', '9 2 3'])('a number that no button has is no ticket: %s', async (typed) => {
    const { type, ears, terminal, shows } = await startConsole();
    await terminal.platform.post(helpChannel, approval);

    type(typed);
    await shows('There is no button [9]. Nothing was sent.');

    expect(ears.heard).toEqual([]);
  });

  test('a sentence that begins with a number that no button has is a ticket', async () => {
    const { type, ears, terminal } = await startConsole();
    await terminal.platform.post(helpChannel, approval);

    type('9 people can not print');

    expect((await ears.said(1))[0]?.text).toBe('9 people can not print');
  });

  test('the buttons of a card that was replaced are gone and say so', async () => {
    const { type, ears, terminal, shows } = await startConsole();
    const ref = await terminal.platform.post(helpChannel, approval);
    await terminal.platform.update(ref, denied);

    type('1');
    await shows('Button [1] is gone, because its card has changed. Message 1 is the newest.');

    expect(ears.heard).toEqual([]);
  });

  test('a card that is rewritten with the same words is not drawn twice', async () => {
    const { terminal, printed } = await startConsole();
    const ref = await terminal.platform.post(helpChannel, approval);

    await terminal.platform.update(ref, { ...structuredClone(approval), text: 'The same card with another fallback.' });

    expect(printed()).not.toContain('updated');
  });

  test('a card that shows what a press did is the answer to it', async () => {
    const { type, terminal, printed, shows } = await startConsole({ answersWith: { card: denied.card } });
    await terminal.platform.post(helpChannel, approval);

    type('/as sam', '2 no');

    await shows('╭─ 1 · desk in #help · updated');
    expect(printed()).not.toContain('only sam sees this');
  });

  test('a refusal is for the one who pressed, and the card is drawn as it is now', async () => {
    const { type, terminal, shows } = await startConsole({ answersWith: { tone: 'refused', card: denied.card } });
    await terminal.platform.post(helpChannel, approval);

    type('/as sam', '2 no');

    await shows('desk in #help (only sam sees this)');
    await shows('╭─ 1 · desk in #help · updated');
  });

  test('a command for the desk may be written in capitals', async () => {
    const { type, ears } = await startConsole();

    type('/MSP help');

    expect((await ears.said(1))[0]?.text).toBe('/MSP help');
  });
});
