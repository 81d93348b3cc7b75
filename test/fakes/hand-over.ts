import { type Actor, sees, type TestChat } from './chat.ts';
import type { TestDesk } from './desk.ts';

/** The token of the newest link that this person was sent. */
export async function tokenFor(chat: TestChat, who: Actor): Promise<string> {
  const { text } = await sees(chat, who, /\/handover#[\w-]{43}/);
  return text.match(/handover#([\w-]{43})/)?.[1] ?? '';
}

/** The code that this person is shown when they press the button, without its gap. */
export async function codeFor(chat: TestChat, who: Actor): Promise<string> {
  const button = await sees(chat, who, ({ buttons }) => buttons.includes('Show my code'));
  const isCode = /Your code is (\d{3}) (\d{3})/;
  const before = (await chat.seenBy(who)).filter(({ text }) => isCode.test(text)).length;
  await chat.presses(who, 'Show my code', button);
  const isNew = async () => (await chat.seenBy(who)).filter(({ text }) => isCode.test(text)).length > before;
  while (!(await isNew())) await sees(chat, who, isCode);
  const { text } = await sees(chat, who, isCode);
  return text.match(isCode)?.slice(1).join('') ?? '';
}

/** What the page's button does. */
export function reveal({ app }: Pick<TestDesk, 'app'>, pages: string, token: string, code: string): Promise<Response> {
  return fetch(`${app.origin}/handover/reveal`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: pages },
    body: JSON.stringify({ token, code }),
  });
}
