import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { shipped } from '../src/classify/local/shipped.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...globSync('docs/**/*.md', { cwd: root })];
const Scripts = z.object({ scripts: z.record(z.string(), z.string()) });

/** What stands between backticks, in a line or in a block. */
function codeOf(page: string): string {
  return [...read(page).matchAll(/```[\s\S]*?```|`[^`\n]+`/g)].map(([code]) => code).join('\n');
}

test.each(pages)('%s names only files that are there', (page) => {
  const named =
    codeOf(page).match(/(?<![\w/.<-])(?:src|test|cards|docs|workflows|manifests|bench|\.ci)\/[\w./-]*(?![\w<*-])/g) ??
    [];

  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test.each(pages)('%s links only to what is there', (page) => {
  const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map(([, target]) => target ?? '');

  expect(links.filter((target) => !existsSync(join(root, dirname(page), target)))).toEqual([]);
});

test.each(pages)('%s names only commands that npm knows', (page) => {
  const { scripts } = Scripts.parse(JSON.parse(read('package.json')));
  const named = [...codeOf(page).matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script ?? '');

  expect(named.filter((script) => !Object.hasOwn(scripts, script))).toEqual([]);
});

test('the figures of docs/accuracy.md are those of the model that ships', () => {
  expect(read('docs/accuracy.md')).toContain(`\`${shipped().taught.slice(0, 12)}\``);
});
