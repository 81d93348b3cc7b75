import { expect, test } from 'vitest';
import { sameIdentity } from '../../../src/domain/person.ts';
import { type Actor, sees } from '../../fakes/chat.ts';
import type { Nature } from '../platforms.ts';
import { approval, saying } from './cards.ts';
import { type Stage, wordsSeenBy } from './stage.ts';

/** What the desk hears when people write and press. */
export function listening(stage: () => Stage, nature: Nature): void {
  test('what somebody says arrives with their identity, the place, and no mention of the bot', async () => {
    const { chat, ears } = stage();
    await chat.says('ada', 'my printer is broken');

    const [said] = await ears.said(1);
    const { platform, workspace, channel } = chat.channel;
    expect(said).toMatchObject({ text: 'my printer is broken', place: { platform, workspace, channel } });
    expect(said?.from).toMatchObject(chat.identity('ada'));
    expect(ears.heard).toHaveLength(1);
  });

  test('a command arrives as it was typed', async () => {
    const { chat, ears } = stage();
    await chat.commands('sam', 'reset-password ada@contoso.com');

    const [said] = await ears.said(1);
    expect(said?.text).toMatch(/^(\/msp )?reset-password ada@contoso\.com$/);
    expect(said?.from).toMatchObject(chat.identity('sam'));
  });

  test('what people mark up or escape arrives as they see it', async () => {
    const { chat, ears } = stage();
    await chat.says('ada', 'R&D <b>is</b> 1 < 2 && *slow*');

    const [said] = await ears.said(1);
    expect(said?.text).toBe('R&D <b>is</b> 1 < 2 && *slow*');
  });

  test('a press arrives once, with its verb, its data, what was typed, and who it was', async () => {
    const { chat, ears, platform } = stage();
    await platform.post(chat.channel, approval());
    const shown = await sees(chat, 'kim', 'Approval needed');

    await chat.presses('kim', 'Deny', shown, { reason: 'Not during the audit' });

    const [pressed] = await ears.pressed(1);
    expect(pressed).toMatchObject({
      verb: 'deny',
      data: { approval: 'a-1' },
      fields: { reason: 'Not during the audit' },
    });
    expect(pressed?.from).toMatchObject(chat.identity('kim'));
    expect(ears.heard).toHaveLength(1);
  });

  test('a press says which message to rewrite', async () => {
    const { chat, ears, platform } = stage();
    await platform.post(chat.channel, approval());
    await chat.presses('kim', 'Approve', await sees(chat, 'kim', 'Approval needed'));
    const [pressed] = await ears.pressed(1);
    if (!pressed) throw new Error('Nothing was pressed');

    await platform.update(pressed.on, { text: 'Approved by Kim.', card: saying('Approved by Kim') });

    await sees(chat, 'ada', 'Approved by Kim');
    expect(await wordsSeenBy(chat, 'ada')).not.toContain('Approval needed');
  });

  test('nothing typed is nothing, not a made-up word', async () => {
    const { chat, ears, platform } = stage();
    await platform.post(chat.channel, approval());

    await chat.presses('kim', 'Approve', await sees(chat, 'kim', 'Approval needed'));

    const [pressed] = await ears.pressed(1);
    expect(pressed?.fields.reason ?? '').toBe('');
  });

  test('a message that is delivered again has the same id', async () => {
    const { chat, ears } = stage();
    await chat.says('ada', 'my printer is broken');
    await ears.said(1);

    await chat.deliversAgain();

    const [first, again] = await ears.said(2);
    expect(again?.id).toBe(first?.id);
    expect(again?.text).toBe(first?.text);
  });

  test('a press that is delivered again has the same id', async () => {
    const { chat, ears, platform } = stage();
    await platform.post(chat.channel, approval());
    await chat.presses('kim', 'Approve', await sees(chat, 'kim', 'Approval needed'));
    await ears.pressed(1);

    await chat.deliversAgain();

    const [first, again] = await ears.pressed(2);
    expect(again?.id).toBe(first?.id);
  });

  test('two messages, and two presses, have different ids', async () => {
    const { chat, ears, platform } = stage();
    await platform.post(chat.channel, approval());
    const shown = await sees(chat, 'kim', 'Approval needed');
    await chat.says('ada', 'my printer is broken');
    await chat.says('ada', 'my printer is broken');
    await chat.presses('kim', 'Approve', shown);
    await chat.presses('kim', 'Approve', shown);

    const events = [...(await ears.said(2)), ...(await ears.pressed(2))];
    expect(new Set(events.map(({ id }) => id)).size).toBe(4);
  });

  const testWhereItIs = nature.deliversAgainOnFailure ? test : () => {}; // a console has nobody who could deliver again
  testWhereItIs('what could not be written down is delivered again', async () => {
    const { chat, ears } = stage();
    ears.failOnce();

    await chat.says('ada', 'my printer is broken');

    const [said] = await ears.said(1);
    expect(said?.text).toBe('my printer is broken');
  });

  test('somebody from another organisation is nobody we know', async () => {
    const { chat, ears, platform } = stage();
    await platform.post(chat.channel, approval());
    await chat.says('eve', 'reset the password of ada@contoso.com');
    await chat.presses('eve', 'Approve', await sees(chat, 'eve', 'Approval needed'));

    const senders = [...(await ears.said(1)), ...(await ears.pressed(1))].map(({ from }) => from);
    for (const from of senders) {
      expect(from).toMatchObject(chat.identity('eve'));
      for (const who of ['ada', 'sam', 'kim', 'tess', 'otto'] satisfies Actor[])
        expect(sameIdentity(from, chat.identity(who))).toBe(false);
    }
  });
}
