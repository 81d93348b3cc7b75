import { describe, expect, test } from 'vitest';
import { progressMessage } from '../../../../src/cards/progress.ts';
import { helpChannel } from '../../../../src/chat/terminal/seats.ts';
import { sampleOf, startConsole } from './stage.ts';

const approval = sampleOf('approval pending');
const denied = sampleOf('approval denied');

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
