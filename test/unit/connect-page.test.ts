import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { connectors } from '../../src/connectors/all.ts';
import { readDeskFile } from '../../src/desk-file/read.ts';
import { customerAt, peopleWith, personOf } from '../../src/domain/roster.ts';

const page = readFileSync(new URL('../../docs/connect.md', import.meta.url), 'utf8');

function blocks(language: string): string[] {
  return [...page.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, inside = '']) => inside);
}

function rosterIn(yaml: string) {
  const read = readDeskFile('connect.md', yaml, connectors);
  if ('problems' in read) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  return read.roster;
}

test.each([
  ['slack', { workspace: 'T0CONTOSO', user: 'U0SAM' }],
  ['teams', { workspace: '11111111-1111-1111-1111-111111111111', user: '22222222-2222-2222-2222-222222222222' }],
])(
  'what desk.yaml is shown to say for %s names a customer and somebody who may approve there',
  (platform, { workspace, user }) => {
    const rosters = blocks('yaml').map((yaml) => rosterIn(yaml.replace(/^ {3}/gm, '')));
    const roster = rosters.find(({ customers }) => customers[0]?.chats[0]?.platform === platform);
    if (!roster) throw new Error(`There is no customer for ${platform}`);

    expect(customerAt({ platform, workspace, channel: 'any' }, roster)?.id).toBe('contoso');
    const sam = personOf({ platform, workspace, user }, '', roster);
    expect(peopleWith('approver', 'contoso', roster)).toEqual([sam]);
    expect(roster.customers[0]?.desk[0]).toMatchObject({ platform, workspace });
  },
);

test.each([
  ['Slack', 0],
  ['Teams', 1],
])('the lines shown for %s are settings that the desk takes', (_, index) => {
  const lines = blocks('sh')[index]?.trim().split('\n') ?? [];
  const written = Object.fromEntries(lines.map((line) => line.trim().split('=')));

  const config = readConfig(written);

  expect(Boolean(config.slack)).toBe(index === 0);
  expect(Boolean(config.teams)).toBe(index === 1);
});

test('the page about customers shows a desk.yaml that the desk takes', () => {
  const text = readFileSync(new URL('../../docs/customers.md', import.meta.url), 'utf8');

  expect(rosterIn(/```yaml\n([\s\S]*?)```/.exec(text)?.[1] ?? '').customers).toMatchObject([
    { id: 'contoso', modes: { graph: 'sandbox' } },
  ]);
});
