import { expect, test } from 'vitest';
import { sees } from '../../fakes/chat.ts';
import { approval, quoting } from './cards.ts';
import type { Stage } from './stage.ts';

/** What becomes of words that are not ours, on their way in and out. */
export function strangersWords(stage: () => Stage): void {
  test.each(hostileWords)('%s are shown as they were typed, on a card and without one', async (_, words) => {
    const { chat, platform } = stage();
    await platform.post(chat.channel, { text: 'A ticket came in.', card: quoting(words, 'On a card') });
    await platform.post(chat.channel, { text: `Without a card: ${words}` });

    const onCard = await sees(chat, 'kim', 'On a card');
    const alone = await sees(chat, 'kim', 'Without a card');
    expect(onOneLine(onCard.text)).toContain(onOneLine(words));
    expect(onOneLine(alone.text)).toContain(onOneLine(words));
  });

  test('what can not be seen is left out', async () => {
    const { chat, platform } = stage();
    const words = `please open gpj.\u202Eexe now${unseen}`;

    await platform.post(chat.channel, { text: `Without a card: ${words}`, card: quoting(words, 'On a card') });
    await platform.post(chat.channel, { text: `Without a card: ${words}` });

    for (const shown of [await sees(chat, 'kim', 'On a card'), await sees(chat, 'kim', 'Without a card')]) {
      expect(shown.text).toContain('please open gpj.exe now');
      expect([...shown.text].filter((character) => unseen.includes(character))).toEqual([]);
      expect(shown.text.isWellFormed()).toBe(true);
    }
  });

  test('what can not be written down does not arrive', async () => {
    const { chat, ears } = stage();
    await chat.says('ada', 'the pipe\u0000 is broken \ud800 again');

    const [said] = await ears.said(1);
    expect(said?.text).toMatch(/^the pipe is broken .* again$/);
    expect(said?.text.isWellFormed()).toBe(true);
  });

  test('ten thousand characters are shown cut, and the buttons stay', async () => {
    const { chat, platform } = stage();
    const words = 'help '.repeat(2_000);

    await platform.post(chat.channel, { text: words, card: { ...approval().card, body: quoting(words).body } });
    await platform.post(chat.channel, { text: `Without a card: ${words}` });

    const onCard = await sees(chat, 'kim', ({ buttons }) => buttons.length === 2);
    const alone = await sees(chat, 'kim', 'Without a card');
    for (const { text } of [onCard, alone]) {
      expect(text).toContain('help help help');
      expect(text).toContain('…');
      expect(text.length).toBeLessThan(9_000);
    }
  });

  test('more rows than any chat can show are cut, and the buttons stay', async () => {
    const { chat, platform } = stage();
    const rows = Array.from({ length: 120 }, (_, row) => quoting(`row ${row} ${'x'.repeat(200)}`).body).flat();

    await platform.post(chat.channel, { text: 'Many rows', card: { ...approval().card, body: rows } });

    const shown = await sees(chat, 'kim', 'row 0');
    expect(shown.buttons).toEqual(['Approve', 'Deny']);
  });

  test('a value that is empty does not lose the card', async () => {
    const { chat, platform } = stage();
    await platform.post(chat.channel, { text: 'Empty', card: quoting('', 'Nothing was given') });

    await sees(chat, 'kim', 'Nothing was given');
  });
}

const unseen = '\u0000\u001b\u200B\u202E\u2066';

const hostileWords = [
  ['bold, italic and code', '*bold* _slanted_ ~struck~ `code` **very bold** # heading'],
  ['links', '[contoso.com](https://evil.example) <https://evil.example|contoso.com>'],
  ['mentions', '<!channel> <!here> <@U0KIM> <at>Kim Diaz</at> @channel @everyone'],
  ['entities and tags', '&lt;b&gt; &amp; <b>bold</b> <script>alert(1)</script>'],
  ['template holes', '${headline} {{DATE(2026-01-01)}} $(id)'],
  ['new lines', 'please\nApproved by: the chief\n- and a list\n> and a quote\n1. and a number'],
] satisfies [string, string][];

function onOneLine(text: string): string {
  return text.replace(/[\s⏎]+/g, ' ');
}
