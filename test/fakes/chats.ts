import type { TestChat } from './chat.ts';
import { startSlack } from './slack.ts';
import { startTeams } from './teams.ts';
import { startTerminal } from './terminal.ts';

/** A console has neither guests nor bots. */
export function hasGuests(chat: TestChat['name']): boolean {
  return chat !== 'terminal';
}

/** Every chat, so that a story can be told on each of them in the same words. */
export const chats: readonly (readonly [TestChat['name'], () => Promise<TestChat>])[] = [
  ['slack', startSlack],
  ['teams', startTeams],
  ['terminal', async () => startTerminal()],
];
