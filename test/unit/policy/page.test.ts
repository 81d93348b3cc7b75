import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { explainRequest } from '../../../src/cli/msp/explain-policy.ts';
import { connectors } from '../../../src/connectors/all.ts';
import { createRegistry } from '../../../src/connectors/registry.ts';
import { readDeskFile } from '../../../src/desk-file/read.ts';
import { PolicyRule, RuleScope } from '../../../src/policy/rule.ts';

const page = readFileSync(new URL('../../../docs/policy.md', import.meta.url), 'utf8');
const block = (language: string) => new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? '';

test('the example of docs/policy.md is a desk file, and the command beside it prints what the page says', async () => {
  const read = readDeskFile('desk.yaml', block('yaml'), connectors);
  if ('problems' in read) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  const printed: string[] = [];
  const option = (name: string) => new RegExp(`--${name} (\\S+)`).exec(block('sh'))?.[1] ?? '';
  const names = ['customer', 'targets', 'privileged', 'proof', 'at', 'earlier'];
  const options = Object.fromEntries(names.map((name) => [name, option(name)]));

  await explainRequest(
    { ...options, operation: [option('operation')], json: false },
    {
      deskFile: { roster: async () => read.roster, policy: async (customerId) => read.policy(customerId) },
      registry: createRegistry({ connectors, demo: { pause: async () => {} } }),
      terminal: { print: (text) => printed.push(text) },
    },
  );

  const withoutVersion = (text: string) => text.trimEnd().replace(/\w+$/, '');
  expect(withoutVersion(block('text'))).toBe(withoutVersion(printed.join('\n')));
});

test('the page explains every key of a rule', () => {
  const keys = [...Object.keys(PolicyRule.shape), ...Object.keys(RuleScope.shape)];

  expect(keys.filter((key) => !page.includes(`\`${key}`))).toEqual([]);
});
