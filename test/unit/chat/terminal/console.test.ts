import { describe, expect, test } from 'vitest';
import { helpChannel } from '../../../../src/chat/terminal/seats.ts';
import { createMemory } from '../../../fakes/ears.ts';
import { sampleOf, startConsole } from './stage.ts';

const approval = sampleOf('approval pending');
const unsure = sampleOf('unsure open');

describe('playing everybody', () => {
  test('it begins as the first of the people, and /as changes who is speaking', async () => {
    const { type, ears, shows } = await startConsole();

    type('hello', '/as sam', 'hello too');
    await shows('sam> hello too');

    const said = await ears.said(2);
    expect(said.map(({ from }) => from.user)).toEqual(['ada', 'sam']);
  });

  test('an unknown name changes nothing and says who there is', async () => {
    const { type, ears, shows } = await startConsole();

    type('/as bob', 'hello');
    await shows('There is no bob here.\n  Here are ada (Ada Lovelace), sam (Sam Carter).');

    expect((await ears.said(1))[0]?.from.user).toBe('ada');
  });

  test('an unknown command is not sent to the desk', async () => {
    const { type, ears, shows } = await startConsole();

    type('/frobnicate now', '/who');
    await shows('I do not know /frobnicate.');
    await shows('Here are ada');

    expect(ears.heard).toEqual([]);
  });

  test('without anybody it says what to do instead of failing', async () => {
    const { type, shows } = await startConsole({ people: [] });

    type('hello');

    await shows('An admin can give somebody a terminal identity');
  });
});

describe('when something goes wrong', () => {
  test('what could not be written down is admitted', async () => {
    const { type, ears, shows } = await startConsole();
    ears.failOnce();

    type('my printer is broken');

    await shows('I could not write that down, so nothing happens.');
  });

  test('a message for somebody who does not sit here is refused', async () => {
    const { terminal } = await startConsole();

    const zoe = { platform: 'terminal', workspace: 'terminal', user: 'zoe' };
    const refusal = { name: 'ChatError', passing: false };

    await expect(terminal.platform.direct(zoe, approval)).rejects.toMatchObject(refusal);
    await expect(terminal.platform.whisper(helpChannel, zoe, approval)).rejects.toMatchObject(refusal);
  });

  test('after the end it takes nothing, and says that it may work later', async () => {
    const { terminal } = await startConsole();
    await terminal.stop();

    await expect(terminal.platform.post(helpChannel, approval)).rejects.toMatchObject({
      name: 'ChatError',
      passing: true,
    });
  });
});

describe('the end', () => {
  test('the end of the input is the end, after everything before it is dealt with', async () => {
    const { ears, input, ended } = await startConsole();

    input.end('one\ntwo\nthree');
    await ended;

    expect(ears.heard.map((event) => event.kind === 'said' && event.text)).toEqual(['one', 'two', 'three']);
  });

  test('nothing typed after /quit is said', async () => {
    const { ears, type, ended } = await startConsole();

    type('one', '/quit', 'two');
    await ended;

    expect(ears.heard).toHaveLength(1);
  });

  test('a card that was open when the bot ended can be pressed in its next life', async () => {
    const memory = createMemory();
    const first = await startConsole({ memory });
    const ref = await first.terminal.platform.post(helpChannel, approval);
    const done = await first.terminal.platform.post(helpChannel, unsure);
    await first.terminal.platform.update(done, sampleOf('unsure settled'));
    await first.terminal.stop();

    const second = await startConsole({ memory });
    await second.shows('╭─ 1 · desk in #help · still open');
    second.type('1');

    expect((await second.ears.pressed(1))[0]).toMatchObject({ verb: 'approve', on: { message: ref.message } });
    expect(second.printed()).not.toContain('╭─ 2 · desk in #help · still open');
  });
});

describe('on a real terminal', () => {
  test('a message that arrives while somebody types stands above what is half typed', async () => {
    const { input, terminal, printed, shows } = await startConsole({ isTty: true });
    input.write('my prin');
    await shows('my prin');
    const before = printed().length;

    await terminal.platform.post(helpChannel, { text: 'Sam is looking at it.' });

    const after = printed().slice(before);
    expect(after.indexOf('\u001B[0J')).toBeLessThan(after.indexOf('Sam is looking at it.'));
    expect(after.slice(after.indexOf('Sam is looking at it.'))).toContain('ada> my prin');
  });
});
