import { type Actor, type Shown, sees, type TestChat } from './chat.ts';

/** The technicians' card about this account, while somebody can still choose what to do. */
export function toVerify(chat: TestChat, account: string): Promise<Shown> {
  return sees(chat, 'tess', ({ text, buttons }) => isAbout(text, account) && buttons.includes('Ask the manager'));
}

/** The manager's card about this account, and the number that whoever holds it was shown. */
export async function askedOfManager(
  chat: TestChat,
  account: string,
  holder: Actor,
  manager: Actor = 'kim',
): Promise<{ readonly card: Shown; readonly number: string }> {
  await chat.presses('tess', 'Ask the manager', await toVerify(chat, account));
  const told = await sees(chat, holder, ({ text }) => text.includes('The number is') && text.includes(account));
  const card = await sees(chat, manager, ({ text, buttons }) => isAsked(text, account) && buttons.length > 0);
  return { card, number: /The number is (\d\d)\./.exec(told.text)?.[1] ?? '' };
}

/** Finds out that it is wanted: Tess has the manager asked, who hears the number from whoever was shown it. */
export async function verifies(chat: TestChat, account: string, holder: Actor, manager: Actor = 'kim'): Promise<void> {
  const { card, number } = await askedOfManager(chat, account, holder, manager);
  await chat.presses(manager, 'Yes, it is wanted', card, { code: number });
}

function isAbout(text: string, account: string): boolean {
  return text.includes('Does its owner want this?') && text.includes(account);
}

function isAsked(text: string, account: string): boolean {
  return text.includes('Did they ask for this?') && text.includes(account);
}
