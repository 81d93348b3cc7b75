import { expect, test } from 'vitest';
import type { Message } from '../../../src/cards/card.ts';
import { noticeMessage } from '../../../src/cards/notice.ts';
import { guardedEars, guardedPlatform } from '../../../src/chat/guarded.ts';
import type { ChatPlatform } from '../../../src/chat/platform.ts';
import { createSecretFilter, WITHHELD } from '../../../src/lib/secret-filter.ts';

const secret = 'Kx7-Rm3+Vt9';
const ada = { platform: 'slack', workspace: 'T1', user: 'U1' };
const place = { platform: 'slack', workspace: 'T1', channel: 'help' };
const ref = { place, message: '1' };
const filter = createSecretFilter({ withheld() {} });
filter.known(secret);

test.each<[string, (platform: ChatPlatform, message: Message) => Promise<unknown> | undefined]>([
  ['post', (chat, message) => chat.post(place, message)],
  ['update', (chat, message) => chat.update(ref, message)],
  ['whisper', (chat, message) => chat.whisper(place, ada, message)],
  ['direct', (chat, message) => chat.direct(ada, { ...message, brings: [] })],
  [
    'conclude',
    (chat, message) => chat.conclude?.(place, { outcome: 'resolved', approvals: [secret], isReal: true, message }),
  ],
])('%s says no secret, in text or card', async (_, say) => {
  const { platform, said } = aPlatform();

  await say(guardedPlatform(platform, filter.at('chat')), { ...noticeMessage(`It is ${secret}`), brings: [secret] });

  expect(JSON.stringify(said)).not.toContain(secret);
  expect(JSON.stringify(said)).toContain(`It is ${WITHHELD}`);
});

test('only a direct message brings the secret it is there to bring', async () => {
  const { platform, said } = aPlatform();

  await guardedPlatform(platform, filter.at('chat')).direct(ada, { text: `It is ${secret}`, brings: [secret] });

  expect(said).toEqual([{ text: `It is ${secret}` }]);
});

test('the ears hear no secret, and answer none', async () => {
  const heard: unknown[] = [];
  const ears = guardedEars(
    {
      accept: async (event) => void heard.push(event),
      async answer(event) {
        heard.push(event);
        return { tone: 'refused', text: `Not ${secret}` };
      },
    },
    filter.at('inbox'),
    filter.at('press'),
  );
  const from = { ...ada, shownName: 'Ada' };
  const about = { id: '1', at: '2026-01-01T00:00:00.000Z', place, from };

  await ears.accept({ ...about, kind: 'said', text: `It is ${secret}` });
  const typed = { ...about, kind: 'pressed', on: ref, verb: 'answer', data: {}, fields: { answer: secret } } as const;
  const answer = await ears.answer(typed);

  expect(JSON.stringify(heard)).not.toContain(secret);
  expect(heard).toHaveLength(2);
  expect(answer).toEqual({ tone: 'refused', text: `Not ${WITHHELD}` });
});

function aPlatform() {
  const said: unknown[] = [];
  const say = async (...all: readonly unknown[]) => {
    said.push(all.at(-1));
    return ref;
  };
  const platform: ChatPlatform = {
    ...{ name: 'slack', isInteractive: true, post: say, direct: say },
    update: async (...all) => void (await say(...all)),
    whisper: async (...all) => void (await say(...all)),
    belonging: async () => 'member',
    conclude: async (...all) => void (await say(...all)),
  };
  return { platform, said };
}
