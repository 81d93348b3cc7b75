import { expect, test } from 'vitest';
import { about } from '../../../src/about-setting.ts';
import { describeConfig } from '../../../src/cli/describe-config.ts';
import { readConfig } from '../../../src/config.ts';
import { Environment } from '../../../src/environment.ts';

const settings = Environment.keyof().options;
const exampleOf = (name: (typeof settings)[number]) => about.get(Environment.shape[name])?.example;

/** A key that everybody can read here must not be anybody's key. */
const known = 'MSP_KEY';
/** Where one thing can be said in several ways, the example file shows each of them. */
const otherWays = [known, 'MSP_KEY_VAULT_KEY', 'MSP_KEY_VAULT_CERTIFICATE'];

test.each(settings.filter((name) => name !== known))('the example of %s fits', (name) => {
  expect(Environment.shape[name].safeParse(exampleOf(name)).error).toBeUndefined();
});

test('the example of a key is none', () => {
  expect(Environment.shape[known].safeParse(exampleOf(known)).success).toBe(false);
});

test.each(settings)('%s stands in the example file and on the page', (name) => {
  expect(describeConfig().envExample).toContain(`\n# ${name}=`);
  expect(describeConfig().markdown).toContain(`| \`${name}\` |`);
});

test('a copy of the example file changes nothing', () => {
  const lines = describeConfig().envExample.split('\n');

  expect(lines.filter((line) => line && !line.startsWith('#'))).toEqual([]);
});

test('the example file with every line in force is a whole configuration, but for what excludes another one', () => {
  const lines = [...describeConfig().envExample.matchAll(/^# ([A-Z_]+)=(.+)$/gm)];
  const inForce = lines.filter(([, name = '']) => !otherWays.includes(name));
  const keyVault = { MSP_PREVIOUS_KEYS: 'https://your-vault.vault.azure.net/keys/desk' };
  const config = readConfig({ ...Object.fromEntries(inForce.map(([, name, value]) => [name, value])), ...keyVault });

  expect(config).toMatchObject({ slack: { botToken: 'xoxb-your-token' }, teams: { development: false } });
});
