import { expect, test } from 'vitest';
import type { Actor } from '../../fakes/chat.ts';
import type { Nature } from '../platforms.ts';
import { placeOf, type Stage } from './stage.ts';

/** What a chat says of those who do something on it. */
export function belonging(stage: () => Stage, { hasGuests }: Pick<Nature, 'hasGuests'>): void {
  async function said(who: Actor): Promise<string> {
    const { chat, ears, platform } = stage();
    await chat.says(who, 'let me approve that');
    const [heard] = await ears.said(1);
    const { from } = heard ?? {};
    return platform.belonging(from ?? chat.identity(who), placeOf(heard));
  }

  test('somebody of the workspace is a member', async () => {
    expect(await said('sam')).toBe('member');
  });

  test('somebody of another workspace is an outsider, wherever they write', async () => {
    expect(await said('eve')).toBe('outsider');
  });

  test('the same user of another workspace is somebody else', async () => {
    const { chat, platform } = stage();
    const twin = { ...chat.identity('sam'), workspace: chat.identity('eve').workspace };

    expect(await platform.belonging(twin, chat.channel)).toBe('outsider');
  });

  if (hasGuests) guestsAndBots(stage, said);
}

function guestsAndBots(stage: () => Stage, said: (who: Actor) => Promise<string>): void {
  test('a guest is a guest, from the moment on', async () => {
    const { chat, platform } = stage();
    const before = await said('sam');

    chat.becomes?.('sam', 'guest');

    expect([before, await platform.belonging(chat.identity('sam'), chat.channel)]).toEqual(['member', 'guest']);
  });

  test('a bot is no member, whatever else it is called', async () => {
    const { chat, platform } = stage();
    const before = await said('sam');

    chat.becomes?.('sam', 'bot');

    const now = await platform.belonging(chat.identity('sam'), chat.channel);
    expect([before, ['guest', 'bot'].includes(now)]).toEqual(['member', true]);
  });
}
