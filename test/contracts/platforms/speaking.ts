import { expect, test } from 'vitest';
import { type Actor, sees } from '../../fakes/chat.ts';
import { approval, saying } from './cards.ts';
import { placeOf, type Stage, wordsSeenBy } from './stage.ts';

/** What people see when the desk speaks. */
export function speaking(stage: () => Stage): void {
  test('a card in the channel shows its words and buttons to everybody there', async () => {
    const { chat, platform } = stage();
    await platform.post(chat.channel, approval());

    for (const who of ['ada', 'kim', 'otto'] satisfies Actor[]) {
      const shown = await sees(chat, who, 'Approval needed');
      expect(shown.where).toBe('channel');
      expect(shown.text).toContain('Requested by');
      expect(shown.text).toContain('Ada Martin');
      expect(shown.text).toContain('the printer is on fire');
      expect(shown.text).toContain('Reason (optional)');
      expect(shown.buttons).toEqual(['Approve', 'Deny']);
    }
  });

  test('a message without a card shows its text', async () => {
    const { chat, platform } = stage();
    await platform.post(chat.channel, { text: 'Sam is looking at it.' });

    expect((await sees(chat, 'ada', 'Sam is looking at it.')).buttons).toEqual([]);
  });

  test('a card that is rewritten shows only the new words, to everybody', async () => {
    const { chat, platform } = stage();
    const posted = await platform.post(chat.channel, approval());
    await sees(chat, 'kim', 'Approval needed');

    await platform.update(posted, { text: 'Approved by Kim.', card: saying('Approved by Kim') });

    for (const who of ['ada', 'kim'] satisfies Actor[]) {
      const shown = await sees(chat, who, 'Approved by Kim');
      expect(shown.edited).toBe(true);
      expect(shown.text).not.toContain('Approval needed');
      expect(shown.buttons).toEqual([]);
    }
  });

  test('a whisper is seen by one person only', async () => {
    const { chat, ears, platform } = stage();
    await chat.says('otto', 'let me approve that');
    const [said] = await ears.said(1);

    await platform.whisper(placeOf(said), chat.identity('otto'), { text: 'You can not approve this.' });

    expect((await sees(chat, 'otto', 'You can not approve this.')).where).not.toBe('channel');
    expect(await wordsSeenBy(chat, 'kim')).not.toContain('You can not approve this.');
  });

  test('a direct message is seen by one person only, and can be rewritten', async () => {
    const { chat, ears, platform } = stage();
    await chat.whispersToBot('tess', 'hello');
    await ears.said(1);

    const ref = await platform.direct(chat.identity('tess'), { text: 'A ticket is waiting for you.' });

    expect((await sees(chat, 'tess', 'A ticket is waiting for you.')).where).toBe('direct');
    expect(await wordsSeenBy(chat, 'ada')).not.toContain('A ticket is waiting for you.');
    await platform.update(ref, { text: 'Somebody else took it.' });
    await sees(chat, 'tess', 'Somebody else took it.');
  });

  test('a reply to what was said in the channel is seen there', async () => {
    const { chat, ears, platform } = stage();
    await chat.says('ada', 'my printer is broken');
    const [said] = await ears.said(1);

    await platform.post(placeOf(said), { text: 'I am on it.' });

    expect((await sees(chat, 'ada', 'I am on it.')).where).toBe('channel');
    await sees(chat, 'kim', 'I am on it.');
  });

  test('a reply to what was said in private stays private', async () => {
    const { chat, ears, platform } = stage();
    await chat.whispersToBot('ada', 'my printer is broken');
    const [said] = await ears.said(1);

    await platform.post(placeOf(said), { text: 'I am on it.' });

    expect((await sees(chat, 'ada', 'I am on it.')).where).toBe('direct');
    expect(await wordsSeenBy(chat, 'kim')).not.toContain('I am on it.');
  });
}
