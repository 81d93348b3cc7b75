import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import { progressMessage } from '../../../../src/cards/progress.ts';
import type { ChatMemory } from '../../../../src/chat/connection.ts';
import { createTerminal } from '../../../../src/chat/terminal/connect.ts';
import { helpChannel } from '../../../../src/chat/terminal/seats.ts';
import type { Person } from '../../../../src/domain/person.ts';
import { noLog } from '../../../../src/lib/log.ts';
import { sampleMessages } from '../../../contracts/card-samples.ts';
import { createMemory, createWritingEars } from '../../../fakes/ears.ts';

const samples = sampleMessages((usually) => usually);
const approval = sampleOf('approval pending');
const denied = sampleOf('approval denied');
const question = sampleOf('question with choices');
const unsure = sampleOf('unsure open');

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const console of open.splice(0)) await console.stop();
});

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

describe('pressing', () => {
  test('a number presses the button, and the words after it fill what the card asks for', async () => {
    const { type, ears, terminal } = await startConsole();
    await terminal.platform.post(helpChannel, approval);

    type('2 not today');

    const [pressed] = await ears.pressed(1);
    expect(pressed).toMatchObject({ verb: 'deny', fields: { reason: 'not today' } });
  });

  test.each(['1 2', '1 visio', '1 Visio'])('a choice is made by number or name: %s', async (typed) => {
    const { type, ears, terminal } = await startConsole();
    await terminal.platform.post(helpChannel, question);

    type(typed);

    expect((await ears.pressed(1))[0]?.fields).toEqual({ answer: 'Visio' });
  });

  test('what is none of the choices is not pressed', async () => {
    const { type, ears, terminal, shows } = await startConsole();
    await terminal.platform.post(helpChannel, question);

    type('1 access');
    await shows('That is none of the choices: 1 Microsoft 365 E3, 2 Visio, 3 Project.');

    expect(ears.heard).toEqual([]);
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

describe('a message that is rewritten on a real terminal', () => {
  const upSevenLines = '\u001B[7A';

  test('changes in its place while it stands last', async () => {
    const { terminal, printed } = await startConsole({ isTty: true });
    const ref = await terminal.platform.post(helpChannel, progress('running', 'waiting'));
    const before = printed().length;

    await terminal.platform.update(ref, progress('done', 'running'));

    const after = printed().slice(before);
    expect(after).toContain(upSevenLines);
    expect(after).toContain('│ ✓ Look up the account\n│ ● Ask for approval – working on it\n│ ○ Reset the password\n');
  });

  test('is told by its title and what has changed when something stands below it', async () => {
    const { terminal, printed } = await startConsole({ isTty: true });
    const ref = await terminal.platform.post(helpChannel, progress('running', 'waiting'));
    await terminal.platform.post(helpChannel, { text: 'Sam is looking at it.' });
    const before = printed().length;

    await terminal.platform.update(ref, progress('done', 'running'));

    const after = printed().slice(before);
    expect(after).not.toContain(upSevenLines);
    expect(after).toContain('· updated');
    expect(after).toContain('│ Reset a password\n│ ✓ Look up the account\n│ ● Ask for approval – working on it\n╰─');
  });

  test('leaves alone what somebody has typed below it', async () => {
    const { terminal, printed, type, shows } = await startConsole({ isTty: true });
    const ref = await terminal.platform.post(helpChannel, progress('running', 'waiting'));
    type('thank you');
    await shows('thank you');
    const before = printed().length;

    await terminal.platform.update(ref, progress('done', 'running'));

    expect(printed().slice(before)).not.toContain(upSevenLines);
  });

  test('never goes up beyond the top of the screen', async () => {
    const { terminal, printed } = await startConsole({ isTty: true, rows: 6 });
    const ref = await terminal.platform.post(helpChannel, progress('running', 'waiting'));
    const before = printed().length;

    await terminal.platform.update(ref, progress('done', 'running'));

    expect(printed().slice(before)).not.toContain(upSevenLines);
  });

  test('is never a card with buttons, which somebody may be about to press', async () => {
    const { terminal, printed } = await startConsole({ isTty: true, rows: 60 });
    const ref = await terminal.platform.post(helpChannel, approval);
    const before = printed().length;

    await terminal.platform.update(ref, denied);

    const after = printed().slice(before);
    expect(after).toContain('· updated');
    expect(after).not.toContain('What was denied\n╰─');
  });
});

function progress(first: 'running' | 'done', second: 'waiting' | 'running') {
  return progressMessage({
    ticketId: 'T-1',
    title: 'Reset a password',
    steps: [
      { title: 'Look up the account', state: first },
      { title: 'Ask for approval', state: second },
      { title: 'Reset the password', state: 'waiting' },
    ],
  });
}

interface Setting {
  readonly people?: readonly Person[];
  readonly memory?: ChatMemory;
  readonly isTty?: boolean;
  readonly rows?: number;
  readonly answersWith?: object;
}

async function startConsole({
  people = [person('ada', 'Ada Lovelace'), person('sam', 'Sam Carter')],
  ...setting
}: Setting = {}) {
  const input = Object.assign(new PassThrough(), { isTTY: setting.isTty ?? false });
  const { isTty: isTTY = false, rows = 24 } = setting;
  const output = Object.assign(new PassThrough(), { columns: 400, rows, isTTY });
  const ears = createWritingEars();
  let text = '';
  output.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
  });
  const { promise: ended, resolve: onEnd } = Promise.withResolvers<void>();
  const terminal = createTerminal({
    ears: {
      accept: (event) => ears.accept(event),
      answer: async (event) => ({ ...(await ears.answer(event)), ...setting.answersWith }),
    },
    people: async () => people,
    memory: setting.memory ?? createMemory(),
    input,
    output,
    color: false,
    log: noLog,
    welcome: ['Welcome.'],
    onEnd,
  });
  await terminal.start();
  open.push(terminal);

  return {
    terminal,
    ears,
    input,
    ended,
    printed: () => text,
    type: (...lines: string[]) => input.write(lines.map((line) => `${line}\n`).join('')),
    async shows(words: string) {
      const signal = AbortSignal.timeout(5_000);
      while (!text.includes(words)) {
        await once(output, 'data', { signal }).catch(() => {
          throw new Error(`Never shown: ${words}\n${text}`);
        });
      }
    },
  };
}

function person(user: string, name: string): Person {
  return { id: user, name, identities: [{ platform: 'terminal', workspace: 'terminal', user }], roles: {} };
}

function sampleOf(name: string) {
  const message = samples[name];
  if (!message) throw new Error(`There is no sample "${name}"`);
  return message;
}
