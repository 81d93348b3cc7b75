import { expect, test } from 'vitest';
import { render } from '../../../../src/chat/slack/render.ts';
import { sampleMessages } from '../../../contracts/card-samples.ts';
import { refusalOf } from '../../../fakes/slack/limits.ts';
import { RawMessage, textOf } from '../../../fakes/slack/reading.ts';

const hostile = '<!channel> *Approved* <https://evil.example|contoso.com>';

test.each(Object.entries(sampleMessages((usually) => usually)))('Slack takes "%s" as it is', (_, message) => {
  const { text, blocks } = render(message);

  expect(refusalOf(new URLSearchParams({ text, blocks: JSON.stringify(blocks) }))).toBeUndefined();
  expect(JSON.stringify(blocks)).not.toContain('There is more than Slack can show here.');
});

test.each(Object.entries(sampleMessages(() => hostile)))(
  'words on "%s" that want to be more stay words',
  (_, message) => {
    const { text, blocks } = render(message);

    const shown = textOf(RawMessage.parse({ ts: '1.2', text, blocks }));
    expect(text).not.toContain('<');
    expect(shown).not.toMatch(/@\(/);
    expect(shown.includes('contoso.com')).toBe(shown.includes('<https://evil.example|contoso.com>'));
  },
);

test.each(Object.entries(sampleMessages(() => 'x'.repeat(30_000))))(
  '"%s" with endless words is taken too',
  (_, message) => {
    const { text, blocks } = render(message);

    expect(refusalOf(new URLSearchParams({ text, blocks: JSON.stringify(blocks) }))).toBeUndefined();
  },
);
