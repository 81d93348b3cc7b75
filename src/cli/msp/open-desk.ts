import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { ModelConnection } from '../../classify/models/connection.ts';
import { compose, composeDeskFile, composeRegistry } from '../../compose.ts';
import { composeAuditKey, secondPlaceOf } from '../../compose-audit.ts';
import { composeFilter, knowKeys, knowSettings, TOKENS_LIVE_MS } from '../../compose-filter.ts';
import { composeKeys } from '../../compose-keys.ts';
import { composeLearning } from '../../compose-learning.ts';
import { composeModel } from '../../compose-model.ts';
import { spendingsOf } from '../../compose-money.ts';
import { composeOutside } from '../../compose-outside.ts';
import { environmentVariable, readConfig } from '../../config.ts';
import type { Connections } from '../../connectors/connections.ts';
import type { Registry } from '../../connectors/registry.ts';
import { makeDataFolder, openDatabase } from '../../database.ts';
import type { Spendings } from '../../desk/cost.ts';
import { makeEffect } from '../../desk/effect.ts';
import { firstRoster } from '../../desk/first-roster.ts';
import type { DeskFile } from '../../desk-file/desk-file.ts';
import { lazily } from '../../lib/lazily.ts';
import { createLog, guardedLog } from '../../lib/log.ts';
import { createCredentials } from '../../secrets/credentials.ts';
import { migrate } from '../../store/migrate.ts';
import { createModelUsage } from '../../store/model-usage.ts';
import { createPool } from '../../store/pool.ts';
import { createQuestions } from '../../store/questions.ts';
import { createTickets } from '../../store/tickets.ts';
import type { AuditDesk } from './audit/audit-desk.ts';
import type { PlannedCall } from './call.ts';
import { type Classifiers, createClassifiers } from './classifiers.ts';
import { type Deployment, readDeployment } from './deployment.ts';
import type { Learning } from './learning.ts';
import { openLanguageModel } from './open-language-model.ts';
import type { Past } from './replay.ts';
import { openSecretKeys, type SecretKeys } from './secret-keys.ts';

/** The desk as the command line sees it: what it knows and whom it reaches, without its chats. */
export interface CommandDesk extends AsyncDisposable {
  readonly deskFile: DeskFile;
  readonly registry: Registry;
  readonly connections: Connections;
  /** Absent where the settings turn it off. */
  readonly model?: ModelConnection | undefined;
  /** Makes a call that changes something, once, with its intent and its result written down beside the desk's own. */
  change(call: PlannedCall): Promise<unknown>;
  /** What the desk remembers of its tickets. */
  past(): Promise<Past>;
  /** Each of them by name, as the desk would use it. */
  readonly classifiers: Classifiers;
  /** What customers have taught the desk. */
  learning(): Promise<Learning>;
  /** What language models cost. */
  readonly spendings: Spendings;
  /** What is sealed, and with which keys. */
  secretKeys(): Promise<SecretKeys>;
  /** What somebody has set up. */
  deployment(): Promise<Deployment>;
  /** What was written down. */
  audit(): Promise<AuditDesk>;
}

/** Made of the same parts as the running desk, which may be open beside it. The database is opened when something needs it. */
export async function openDesk(): Promise<CommandDesk> {
  const closing = new AsyncDisposableStack();
  try {
    return await openOn(closing);
  } catch (error) {
    await closing.disposeAsync();
    throw error;
  }
}

async function openOn(closing: AsyncDisposableStack): Promise<CommandDesk> {
  const config = readConfig();
  makeDataFolder(config);
  const bare = createLog(config.log.level, join(config.dataDir, 'desk.log'));
  const filter = composeFilter(bare);
  knowSettings(filter, config);
  const log = guardedLog(bare, filter.at('log'));
  const now = () => new Date();
  const openStore = lazily(async () => {
    const database = closing.adopt(await openDatabase(config, log), (opened) => opened.leaveAsFound());
    const { migrateEngine } = await import('../../runs/dbos.ts');
    await migrate(database.url, { engine: migrateEngine });
    return {
      url: database.url,
      pool: closing.adopt(createPool(database.url, { sieve: filter.at('database') }), (pool) => pool.end()),
    };
  });
  const shared = config.databaseUrl ? await openStore() : undefined;
  const credential = createCredentials({ environment: environmentVariable, onSecret: filter.known }).read;
  const deskFile = composeDeskFile(config, firstRoster, log);
  const onSecret = (token: string) => filter.known(token, TOKENS_LIVE_MS);
  const outside = composeOutside(config, {
    deskFile,
    ...(shared && { pool: shared.pool }),
    credential,
    alert: async () => {}, // whoever runs the command is told by the command
    log,
    now,
    onSecret,
  });
  closing.defer(() => outside.close());
  const registry = composeRegistry(config, outside.connections, filter);
  const keys = lazily(async () => {
    const opened = closing.adopt(await composeKeys(config, { log, now, onSecret }), ({ close }) => close());
    knowKeys(filter, opened.keys);
    return opened.keys;
  });
  const actor = `command line (${userInfo().username})`;
  const learning = lazily(async () => {
    const { pool } = await openStore();
    return { pool, actor, ...composeLearning({ pool, log }) };
  });
  const model = composeModel(config, { filter, log });
  closing.defer(async () => model?.close());

  const languageModel = lazily(async () => {
    const { pool, modelFor } = await learning();
    if (!model) throw new Error('There is no language model');
    const given = { model: model.connection, pool, modelFor, roster: () => deskFile.roster(), log };
    return closing.adopt(openLanguageModel(config, given), (opened) => opened.stop());
  });

  return {
    deskFile,
    registry,
    connections: outside.connections,
    model: model?.connection,
    async change(call) {
      const { pool } = await openStore();
      const known = {
        ...{ pool, linksPool: pool, registry, workflows: [], deskFile, keys: await keys(), filter, log, now },
      };
      const { parts } = compose(config, known);
      const id = `command:${randomUUID()}`;
      return makeEffect(
        { ...call, key: id, runId: id, ticketId: id, timeout: '60s', actor, byHand: true, permit: async () => {} },
        parts,
      );
    },
    async past() {
      const { url, pool } = await openStore();
      const { openJournal } = await import('../../runs/journal.ts');
      const journal = closing.use(await openJournal(url));
      return { tickets: createTickets(pool), questions: createQuestions(pool), journal };
    },
    classifiers: createClassifiers({
      modelFor: async (customerId) => (await learning()).modelFor(customerId),
      languageModel: config.model && { ...config.model, open: languageModel },
    }),
    learning,
    secretKeys: async () => openSecretKeys((await openStore()).pool, await keys(), actor),
    deployment: () => readDeployment(config, { deskFile, credential }),
    spendings: spendingsOf(config, {
      async during(...asked) {
        const { pool } = await openStore();
        return createModelUsage(pool).during(...asked);
      },
    }),
    async audit() {
      const { pool } = await openStore();
      return { pool, actor, checkpoints: secondPlaceOf(config), key: await composeAuditKey(config) };
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}
