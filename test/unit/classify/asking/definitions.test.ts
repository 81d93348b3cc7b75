import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { definitions } from '../../../../src/classify/asking/definitions.ts';

test('a model is told of every category what the vocabulary says', () => {
  const page = readFileSync(new URL('../../../../docs/vocabulary.md', import.meta.url), 'utf8');

  for (const [category, definition] of Object.entries(definitions))
    expect(page).toContain(`| \`${category}\` | ${definition} |`);
});
