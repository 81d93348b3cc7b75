import { expect, test } from 'vitest';
import { about } from '../../../src/about-setting.ts';
import { describeConfig } from '../../../src/cli/describe-config.ts';
import { readConfig } from '../../../src/config.ts';
import { Environment } from '../../../src/environment.ts';

const settings = Environment.keyof().options;
const exampleOf = (name: (typeof settings)[number]) => about.get(Environment.shape[name])?.example;

test.each(settings)('the example of %s fits', (name) => {
  expect(Environment.shape[name].safeParse(exampleOf(name)).error).toBeUndefined();
});

test.each(settings)('%s stands in the example file and on the page', (name) => {
  expect(describeConfig().envExample).toContain(`\n# ${name}=`);
  expect(describeConfig().markdown).toContain(`| \`${name}\` |`);
});

test('a copy of the example file changes nothing', () => {
  const lines = describeConfig().envExample.split('\n');

  expect(lines.filter((line) => line && !line.startsWith('#'))).toEqual([]);
});

test('the example file with every line in force is a whole configuration', () => {
  const lines = describeConfig().envExample.matchAll(/^# ([A-Z_]+)=(.+)$/gm);
  const config = readConfig(Object.fromEntries([...lines].map(([, name, value]) => [name, value])));

  expect(config).toMatchObject({ slack: { botToken: 'xoxb-your-token' }, teams: { development: false } });
});
