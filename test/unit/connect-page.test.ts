import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { customerAt, peopleWith, personOf, Roster } from '../../src/domain/roster.ts';

const page = readFileSync(new URL('../../docs/connect.md', import.meta.url), 'utf8');

function blocks(language: string): string[] {
  return [...page.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, inside = '']) => inside);
}

test.each([
  ['slack', { workspace: 'T0CONTOSO', user: 'U0SAM' }],
  ['teams', { workspace: '11111111-1111-1111-1111-111111111111', user: '22222222-2222-2222-2222-222222222222' }],
])('the settings shown for %s name a customer and somebody who may approve there', (platform, { workspace, user }) => {
  const rosters = blocks('json').map((json) => Roster.parse(JSON.parse(json)));
  const roster = rosters.find(({ customers }) => customers[0]?.chats[0]?.platform === platform);
  if (!roster) throw new Error(`There are no settings for ${platform}`);

  expect(customerAt({ platform, workspace, channel: 'any' }, roster)?.id).toBe('contoso');
  const sam = personOf({ platform, workspace, user }, '', roster);
  expect(peopleWith('approver', 'contoso', roster)).toEqual([sam]);
  expect(roster.customers[0]?.desk[0]).toMatchObject({ platform, workspace });
});

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
