import { expect, test } from 'vitest';
import { riskLook } from '../../../src/cards/risk-look.ts';

test('a risk is told by how high it is and by what is done', () => {
  expect(riskLook('change', [{ risk: 'read' }, { risk: 'change' }])).toEqual({
    words: 'Medium. It changes something, and that can be undone.',
    color: 'Default',
  });
});

test('one that is higher because of many is told as high as it is', () => {
  expect(riskLook('sensitive', [{ risk: 'change' }, { risk: 'change' }])).toEqual({
    words: 'High, because it is asked for many at once. It changes something, and that can be undone.',
    color: 'Attention',
  });
});
