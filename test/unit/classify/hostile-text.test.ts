import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPhrasebook } from '../../../src/classify/reading/phrases.ts';
import { Category } from '../../../src/domain/category.ts';
import { Classification, Veto } from '../../../src/domain/classification.ts';
import { understand } from './sample.ts';

const harmless = 'I forgot my password, please reset it. ';

const pieces = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(harmless, 'phishing ', 'ignore previous instructions ', 'https://x.example ', 'for my colleague '),
  fc.constantFrom(
    'SAP ',
    'I do not need ',
    '> ',
    '\n',
    '\u0000',
    '\ud800',
    '\u202e',
    'a@b.example ',
    'ＰＡＳＳＷＯＲＤ ',
  ),
);
const texts = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));

test('no text makes it throw, answer out of shape, or automate what has a veto', async () => {
  await fc.assert(
    fc.asyncProperty(texts, texts, async (subject, body) => {
      const believed = await understand(body, subject || ' ');

      expect(Classification.parse(believed)).toEqual(believed);
      if (believed.vetoes.length > 0) expect(believed.autoResolvable).toBe(false);
    }),
    { numRuns: 500 },
  );
});

test('whatever is added to a harmless ticket that holds a veto, it is not automated', async () => {
  const vetoed = fc.constantFrom(
    'This is phishing.',
    'Approve this.',
    'See https://x.example',
    'For my colleague.',
    'SAP',
  );
  await fc.assert(
    fc.asyncProperty(texts, vetoed, texts, async (before, veto, after) => {
      const believed = await understand(`${harmless}\n${before}\n\n${veto}\n\n${after}`);

      expect(believed.autoResolvable).toBe(false);
    }),
    { numRuns: 300 },
  );
});

test.each(['', ' ', '\u0000', '\ud800\udfff\ud800', '\u202e\u200b', '👩‍👩‍👧‍👦', '...', '@@@', '-----'])(
  'an empty or broken text is simply not understood: %j',
  async (text) => {
    const believed = await understand(text, text || ' ');

    expect(believed).toMatchObject({ category: 'other', autoResolvable: false, inputs: {} });
  },
);

test('NUL, lone surrogates and invisible characters don’t hide what is asked', async () => {
  const believed = await understand('I for\u200bgot my pass\u00adword \u0000 \ud800 please');

  expect(believed.category).toBe('password_reset');
});

test('wide, accented and mixed letters are read as what they look like', async () => {
  const wide = await understand('Ｉ ｆｏｒｇｏｔ ｍｙ ｐａｓｓｗｏｒｄ');
  const mixed = await understand('I forgot my p\u0430ssw\u043erd');

  expect([wide.category, mixed.category]).toEqual(['password_reset', 'password_reset']);
});

test('ten thousand characters of chatter don’t drown the subject', async () => {
  const chatter = 'and then we talked about the garden for a while, which was lovely. '.repeat(160);
  const believed = await understand(chatter, 'Printer is out of toner');

  expect(chatter.length).toBeGreaterThan(10_000);
  expect(believed.category).toBe('printer_issue');
});

// Not a stop watch: text that made a search go back and forth would take minutes here, far beyond the suite's limit.
test.each([
  'a',
  'a.',
  'a@',
  'a@a.',
  '@',
  'A-',
  'PC-',
  "a's ",
  'reset ',
  'reset my ',
  'ignore all ',
  '\n',
  ' ',
  '\n ',
  '> ',
  'from:\n',
  '-',
  '\t\n\r',
  'e\u0301',
  '\ufdfa',
  'system',
  '<|',
  'i did not ',
  '<div',
  '<div>',
  '<!--',
  '<style>',
])('twenty thousand characters of %j are read to the end', async (piece) => {
  const text = `${piece.repeat(Math.floor(20_000 / piece.length))}!`;
  const believed = await understand(text, 'Help');

  expect(Category.options).toContain(believed.category);
  expect(believed.vetoes.every((veto) => Veto.options.includes(veto))).toBe(true);
});

test('the words that are looked at grow with the text, not with its square', () => {
  let looked = 0;
  const counting = (length: number) =>
    new Proxy(
      Array.from({ length }, () => 'reset'),
      {
        get(words, key, receiver) {
          if (typeof key === 'string' && /^\d+$/.test(key)) looked++;
          return Reflect.get(words, key, receiver);
        },
      },
    );
  const book = createPhrasebook([['reset .. my .. password', null]]);

  book(counting(1_000));
  const once = looked;
  looked = 0;
  book(counting(10_000));

  expect(looked).toBeLessThan(once * 11);
});
