import { describe, expect, test } from 'vitest';
import { type LocalModel, LocalModel as Model, open } from '../../../../src/classify/local/model.ts';
import { shippedSentences } from '../../../../src/classify/local/sentences.ts';
import { shipped } from '../../../../src/classify/local/shipped.ts';
import { trainOn } from '../../../../src/classify/local/train.ts';
import { judgedUnseen } from '../../../../src/classify/local/unseen.ts';
import { Category } from '../../../../src/domain/category.ts';

const lesson = (text: string, category: Category, weight = 1) => ({ text, category, weight });
const small = [
  lesson('the printer jams and prints blank pages', 'printer_issue'),
  lesson('printer on floor two prints nothing', 'printer_issue'),
  lesson('paper jam in the printer again', 'printer_issue'),
  lesson('my disk is full, free some space', 'disk_cleanup'),
  lesson('no space left on the disk', 'disk_cleanup'),
  lesson('the disk of my laptop is almost full', 'disk_cleanup'),
];

function likeliest(model: LocalModel, text: string): Category {
  const believed = open(model)(text);
  return Category.options[believed.indexOf(Math.max(...believed))] ?? 'other';
}

describe('a local model', () => {
  const model = trainOn(small);

  test('tells apart what it was taught, also in words it has not seen in this order', () => {
    expect(likeliest(model, 'blank pages from the printers')).toBe('printer_issue');
    expect(likeliest(model, 'disks without space')).toBe('disk_cleanup');
  });

  test('believes something of every text, and all of it together is certain', () => {
    for (const text of ['', '???', 'zebra', 'the printer', 'x'.repeat(20_000), '\u0000\ud800']) {
      const believed = open(model)(text);

      expect(believed).toHaveLength(Category.options.length);
      expect(believed.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
      expect(believed.every((one) => one >= 0)).toBe(true);
    }
  });

  test('of the same lessons is the same to the letter', () => {
    expect(trainOn(small)).toEqual(model);
  });

  test('survives being written down', () => {
    const read = Model.parse(JSON.parse(JSON.stringify(model)));

    expect(open(read)('the disk is full')).toEqual(open(model)('the disk is full'));
  });

  test('lets a lesson that counts more decide', () => {
    const taught = [
      ...small,
      lesson('zebra cage beeps', 'printer_issue'),
      lesson('zebra cage beeps', 'hardware_issue', 5),
    ];

    expect(likeliest(trainOn(taught), 'the zebra cage beeps')).toBe('hardware_issue');
  });

  test('is judged by what it has not seen', () => {
    const parrot = [...small.slice(0, 3), lesson('quokka', 'disk_cleanup'), lesson('wombat', 'disk_cleanup')];

    const believed = judgedUnseen(parrot, 5, trainOn);

    const ofQuokka = believed[3] ?? new Float64Array();
    expect(Math.max(...ofQuokka)).toBeLessThan(0.9);
    expect(
      open(trainOn(parrot))('quokka').indexOf(Math.max(...open(trainOn(parrot))('quokka'))),
    ).toBeGreaterThanOrEqual(0);
  });
});

describe('what ships', () => {
  const sentences = shippedSentences();

  test('is taught by at least sixty sentences of every category, in five languages', () => {
    for (const category of Category.options) {
      const own = sentences.filter((sentence) => sentence.category === category);

      expect(own.length).toBeGreaterThanOrEqual(60);
      expect(new Set(own.map(({ language }) => language))).toEqual(new Set(['en', 'de', 'es', 'fr', 'pt']));
    }
  });

  test('has no sentence twice', () => {
    expect(new Set(sentences.map(({ text }) => text.toLowerCase())).size).toBe(sentences.length);
  });

  test('holds no address but those of examples', () => {
    const addresses = sentences.flatMap(({ text }) => text.match(/[\w.+-]+@[\w.-]+/g) ?? []);

    expect(
      addresses.filter((address) => !/@(?:contoso|fabrikam|example)\.com$/.test(address.replace(/\.$/, ''))),
    ).toEqual([]);
  });

  test('knows nearly all of what it was taught', () => {
    const { model } = shipped();
    const believe = open(model);

    const right = sentences.filter(({ text, category }) => {
      const believed = believe(text);
      return Category.options[believed.indexOf(Math.max(...believed))] === category;
    });

    expect(right.length / sentences.length).toBeGreaterThan(0.95);
  });
});

const whole = trainOn([
  { text: 'Zeus is down', category: 'network_issue', weight: 1 },
  { text: 'Zeus hums', category: 'printer_issue', weight: 1 },
]);

test.each([
  ['has no weights', { rows: '' }],
  ['has half a count', { counts: 'AA==' }],
  ['has no terms for its counts', { words: '' }],
  ['knows no category', { categories: [] }],
  ['names one category for all', { categories: whole.categories.map(() => 'password_reset') }],
  ['has no scales', { scales: [] }],
  ['has no bias', { bias: [] }],
  ['has scales beyond numbers', { scales: whole.scales.map(() => 1e308) }],
  ['was trained on less than nothing', { texts: -5 }],
])('a model in the database that %s is none, so that the shipped one serves', (_, broken) => {
  expect(Model.safeParse(whole).success).toBe(true);
  expect(Model.safeParse({ ...whole, ...broken }).success).toBe(false);
});
