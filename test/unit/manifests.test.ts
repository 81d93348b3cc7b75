import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const read = (name: string) => readFileSync(new URL(`../../manifests/${name}`, import.meta.url));
const Command = z.object({ title: z.string(), description: z.string().max(128) });
const Teams = z.object({
  bots: z.tuple([z.object({ commandLists: z.array(z.object({ commands: z.array(Command) })) })]),
});
const Slack = z.object({
  features: z.object({ slash_commands: z.array(z.object({ command: z.string(), url: z.string() })) }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({
    event_subscriptions: z.object({ request_url: z.string(), bot_events: z.array(z.string()) }),
    interactivity: z.object({ is_enabled: z.literal(true), request_url: z.string() }),
  }),
});

test.each([
  ['teams/color.png', 192],
  ['teams/outline.png', 32],
])('%s is a PNG of %i pixels a side', (name, side) => {
  const image = read(name);

  expect(image.subarray(1, 4).toString()).toBe('PNG');
  expect([image.readUInt32BE(16), image.readUInt32BE(20)]).toEqual([side, side]);
});

test('every command that Teams suggests is one the desk knows', () => {
  const { bots } = Teams.parse(JSON.parse(read('teams/manifest.json').toString()));
  const suggested = bots[0].commandLists.flatMap(({ commands }) => commands.map(({ title }) => title));

  expect(suggested).toEqual(['help', 'reset-password', 'ticket', 'status']);
  for (const name of suggested.filter((title) => !['help', 'ticket', 'status'].includes(title)))
    expect(existsSync(new URL(`../../workflows/${name}.yaml`, import.meta.url)), name).toBe(true);
});

test('Slack sends everything to one address and gives no more than the bot needs', () => {
  const { features, oauth_config, settings } = Slack.parse(parse(read('slack/manifest.yaml').toString()));

  const addresses = [
    ...features.slash_commands.map(({ url }) => url),
    settings.event_subscriptions.request_url,
    settings.interactivity.request_url,
  ];
  expect(new Set(addresses)).toEqual(new Set(['${PUBLIC_ORIGIN}/slack/events']));
  expect(features.slash_commands.map(({ command }) => command)).toEqual(['/msp']);
  expect(settings.event_subscriptions.bot_events).toEqual(['app_mention', 'message.im']);
  expect(oauth_config.scopes.bot).toEqual([
    'app_mentions:read',
    'chat:write',
    'commands',
    'im:history',
    'im:read',
    'im:write',
    'users:read',
  ]);
});

test('every hole in a manifest is explained beside it', () => {
  const explained = read('README.md').toString();
  const holes = ['teams/manifest.json', 'slack/manifest.yaml'].flatMap(
    (name) =>
      read(name)
        .toString()
        .match(/\$\{\w+\}/g) ?? [],
  );

  expect(holes.length).toBeGreaterThan(0);
  for (const hole of holes) expect(explained).toContain(hole);
});
