import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldsOf } from '../../../../src/classify/local/cross-validate.ts';

const lesson = (text: string) => ({ text, category: 'other' as const });

test('each lesson is held back once, from a model of all the others', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 60 }), (texts) => {
      const folds = foldsOf(texts.map(lesson), 5);

      expect(folds.flatMap(({ heldBack }) => heldBack.map(({ text }) => text)).sort()).toEqual(texts.toSorted());
      for (const { heldBack, others } of folds) {
        expect(heldBack.length + others.length).toBe(texts.length);
        expect(others.filter((other) => heldBack.includes(other))).toEqual([]);
      }
    }),
  );
});

test('folds are about as large as each other, in whichever order people taught', () => {
  const lessons = Array.from({ length: 50 }, (_, index) =>
    lesson(`word${String.fromCharCode(97 + (index % 26))} ${'x'.repeat(index)}`),
  );

  const sizes = foldsOf(lessons, 5).map(({ heldBack }) => heldBack.length);

  expect(sizes).toEqual([10, 10, 10, 10, 10]);
  expect(foldsOf(lessons.toReversed(), 5).map(({ heldBack }) => heldBack.map(({ text }) => text).sort())).toEqual(
    foldsOf(lessons, 5).map(({ heldBack }) => heldBack.map(({ text }) => text).sort()),
  );
});

test('what differs in numbers, capitals or spaces alone is held back together', () => {
  const alike = ['Disk C: of PC-12 is 91% full', 'disk C: of  PC-7 is 99% full', 'DISK c: of pc-1 is 100% full'];

  const folds = foldsOf([...alike, 'Zeus is down', 'Hera hums', 'Ares'].map(lesson), 5);

  expect(folds.map(({ heldBack }) => heldBack.filter(({ text }) => alike.includes(text)).length).sort()).toEqual([
    0, 0, 0, 0, 3,
  ]);
});
