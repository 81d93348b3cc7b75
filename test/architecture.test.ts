import { describe, expect, test } from 'vitest';
import { families, packages, rooms } from './architecture/rooms.ts';
import * as rules from './architecture/rules.ts';
import { importsOf, readSources, roomOf } from './architecture/source.ts';

const sources = readSources();

test('the test sees the product and what it imports', () => {
  expect(sources.length).toBeGreaterThan(50);
  expect(sources.flatMap(importsOf)).toContain('domain/ticket.ts');
});

test('the tables name no room that is not there', () => {
  const there = new Set(sources.map(({ path }) => roomOf(path)));
  expect(
    Object.entries(rooms)
      .flatMap(([room, known]) => [room, ...known])
      .filter((room) => !there.has(room)),
  ).toEqual([]);
});

/** Each rule with files that break it, so that a rule which stopped looking is noticed. */
const laws: readonly {
  readonly law: string;
  readonly rule: rules.Rule;
  readonly broken: readonly (readonly [path: string, text: string])[];
  readonly kept: readonly (readonly [path: string, text: string])[];
}[] = [
  {
    law: 'a room imports only what stands below it',
    rule: rules.onlyDownwards,
    broken: [
      ['domain/ticket.ts', "import { createPool } from '../store/pool.ts';"],
      ['domain/ticket.ts', "import type { Log } from '../desk/desk.ts';"],
      ['lib/log.ts', "export * from '../domain/ticket.ts';"],
      ['store/pool.ts', "import {\n  readConfig,\n} from '../config.ts';"],
      ['chat/platform.ts', "const desk = await import('../desk/desk.ts');"],
      ['cli/demo.ts', "import '../main.ts';"],
      ['lib/files.ts', "glob('**/*.ts'); await import('../domain/ticket.ts'); glob('**/*.js');"],
      ['helpers/misc.ts', 'export const x = 1;'],
    ],
    kept: [
      ['desk/desk.ts', "import { Ticket } from '../domain/ticket.ts';"],
      ['domain/ticket.ts', "// import { desk } from '../desk/desk.ts';\nimport { z } from 'zod';"],
      ['cli/demo.ts', "import { createApp } from '../app.ts';"],
    ],
  },
  {
    law: 'siblings of a family never meet',
    rule: rules.siblingsNeverMeet,
    broken: [
      ['chat/slack/render.ts', "import { render } from '../teams/render.ts';"],
      ['connectors/graph/connector.ts', "import type { Agent } from '../atera/fields.ts';"],
      ['connectors/registry.ts', "import { graph } from './graph/connector.ts';"],
      ['desk/desk.ts', "import { terminal } from '../chat/terminal/connection.ts';"],
    ],
    kept: [
      ['chat/all.ts', "import { slack } from './slack/connection.ts';"],
      ['chat/slack/render.ts', "import { toText } from './text.ts';\nimport type { Ears } from '../ears.ts';"],
      ['connectors/graph/operations/get-user.ts', "import { User } from '../fields.ts';"],
    ],
  },
  {
    law: 'a package is imported only where it lives',
    rule: rules.packagesStayAtHome,
    broken: [
      ['desk/desk.ts', "import { DBOS } from '@dbos-inc/dbos-sdk';"],
      ['chat/slack/client.ts', "import { CloudAdapter } from 'botbuilder';"],
      ['chat/platform.ts', "import type { Activity } from 'botframework-schema';"],
      ['chat/teams/render.ts', "const { WebClient } = await import('@slack/web-api');"],
      ['desk/desk.ts', "import { createServer } from 'restify';"],
      ['desk/desk.ts', "import pg from 'pg';"],
      ['desk/desk.ts', "import { JSONFile } from 'lowdb/node';"],
    ],
    kept: [
      ['runs/dbos.ts', "import { DBOS } from '@dbos-inc/dbos-sdk';"],
      ['chat/slack/client.ts', "import { WebClient } from '@slack/web-api';"],
      ['store/pool.ts', "import { Pool } from 'pg';"],
      ['desk/desk.ts', "import { z } from 'zod';\nimport pgFormat from 'pg-format';"],
    ],
  },
  {
    law: 'only config.ts reads the environment',
    rule: rules.onlyConfigReadsTheEnvironment,
    broken: [
      ['app.ts', 'const port = process.env.PORT;'],
      ['app.ts', "const port = process['env'].PORT;"],
      ['app.ts', "import { env } from 'node:process';"],
    ],
    kept: [
      ['config.ts', 'const port = process.env.PORT;'],
      ['app.ts', '// process.env is not read here\nprocess.exitCode = 1;'],
    ],
  },
  {
    law: 'only what starts the process reads the settings',
    rule: rules.onlyEntriesReadSettings,
    broken: [['chat/slack/connect.ts', "import { readConfig } from '../../config.ts';"]],
    kept: [
      ['chat/slack/connect.ts', "import type { Config } from '../../config.ts';"],
      ['main.ts', "import { readConfig } from './config.ts';"],
    ],
  },
  {
    law: 'no branch on a platform or a mode',
    rule: rules.noBranchOnPlatformOrMode,
    broken: [
      ['desk/desk.ts', "if (platform === 'slack') return;"],
      ['desk/desk.ts', "const text = place.platform !== 'teams' ? a : b;"],
      ['desk/desk.ts', "if (chat.platform.name == 'terminal') return;"],
      ['desk/desk.ts', "if ('demo' === customer.mode) return;"],
      ['desk/desk.ts', 'switch (mode) {'],
    ],
    kept: [['domain/roster.ts', 'return chat.platform === place.platform;']],
  },
  {
    law: 'no file has more than 250 lines',
    rule: rules.filesStaySmall,
    broken: [['desk/desk.ts', 'x;\n'.repeat(251)]],
    kept: [['desk/desk.ts', 'x;\n'.repeat(250)]],
  },
  {
    law: 'there are no default exports',
    rule: rules.noDefaultExports,
    broken: [
      ['desk/desk.ts', 'export default function desk() {}'],
      ['desk/desk.ts', 'export { desk as default };'],
    ],
    kept: [['desk/desk.ts', '// export default\nexport function desk() {}']],
  },
];

describe.each(laws)('$law', ({ rule, broken, kept }) => {
  test('in the whole product', () => {
    expect(rules.violations(rule, sources)).toEqual([]);
  });

  test.each(broken)('an offence in %s is caught', (path, text) => {
    expect(rule({ path, text })).not.toEqual([]);
  });

  test.each(kept)('what %s may do is let through', (path, text) => {
    expect(rule({ path, text })).toEqual([]);
  });
});

test('families and packages are named where they are', () => {
  const paths = sources.map(({ path }) => path);
  const homes = [...Object.keys(families).map((family) => `${family}/`), ...Object.values(packages).flat()];
  expect(homes.filter((home) => !paths.some((path) => path.startsWith(home)))).toEqual([]);
});

test('siblings have the same files inside', () => {
  const stranger = { path: 'chat/pigeon/fly.ts', text: '' };

  expect(rules.unlikeSiblings(sources)).toEqual([]);
  expect(rules.unlikeSiblings([...sources, stranger])).toContain('src/chat/pigeon/render.ts');
});
