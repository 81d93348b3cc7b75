import { expect, test } from 'vitest';
import type { Said } from '../../../src/chat/event.ts';
import { apologise } from '../../../src/desk/apologise.ts';
import type { Roster } from '../../../src/domain/roster.ts';
import { audienceOn, createChat } from './a-chat.ts';

const place = { platform: 'slack', workspace: 'T1', channel: 'help' };
const roster: Roster = {
  customers: [{ id: 'contoso', name: 'Contoso', chats: [{ platform: 'slack', workspace: 'T1' }], desk: [], modes: {} }],
  people: [
    {
      id: 'tess',
      name: 'Tess',
      identities: [{ platform: 'slack', workspace: 'T1', user: 'tess' }],
      roles: { contoso: ['technician'] },
    },
  ],
};

/** What a technician reads of something that was set aside. */
async function toldOf(text: string): Promise<string> {
  const chat = createChat('slack');
  const from = { platform: 'slack', workspace: 'T1', user: 'ada', shownName: 'Ada' };
  const said: Said = { kind: 'said', id: '1', at: '2026-11-23T04:00:00.000Z', place, from, text };
  await apologise(said, { ...audienceOn([chat], roster), workflows: [] });
  return chat.read('tess').join();
}

test('what could not be dealt with is quoted to a technician', async () => {
  expect(await toldOf('My disk is full')).toContain('My disk is full');
});

test.each(['/msp link K7QM-2ZXC-9HTB', 'link K7QM-2ZXC-9HTB', '/msp link k7qm 2zxc 9htb'])(
  'a code in "%s" is quoted to nobody',
  async (text) => {
    const told = await toldOf(text);

    expect(told).toContain('I could not deal with something from Contoso');
    expect(told).not.toMatch(/k7qm/i);
  },
);
