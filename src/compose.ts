import { setTimeout as pause } from 'node:timers/promises';
import { guardedPlatform } from './chat/guarded.ts';
import type { ChatPlatform } from './chat/platform.ts';
import type { Classify } from './classify/classify.ts';
import { composeClassifier } from './compose-classifier.ts';
import { composeLearning } from './compose-learning.ts';
import { composeMoney } from './compose-money.ts';
import { composeSecrets } from './compose-secrets.ts';
import { type Config, runtimeOptions, writtenSettings } from './config.ts';
import { connectors } from './connectors/all.ts';
import type { Connections } from './connectors/connections.ts';
import { guardedRegistry } from './connectors/guarded-registry.ts';
import { createRegistry, type Registry } from './connectors/registry.ts';
import { alertTechnicians } from './desk/alert.ts';
import { createBoards } from './desk/boards.ts';
import { sweepBreakGlasses, wordsOf } from './desk/break-glass.ts';
import type { DeskParts } from './desk/parts.ts';
import { recordsOf } from './desk/records.ts';
import type { Training } from './desk/training.ts';
import { createDeskFile, type DeskFile } from './desk-file/desk-file.ts';
import type { Customer } from './domain/customer.ts';
import { withLinks } from './domain/link.ts';
import type { Roster } from './domain/roster.ts';
import type { Ticket } from './domain/ticket.ts';
import type { Workflow } from './domain/workflow.ts';
import type { Log } from './lib/log.ts';
import type { SecretFilter } from './lib/secret-filter.ts';
import type { WebRoute } from './lib/web.ts';
import { inEmergency } from './policy/break-glass.ts';
import { productionHindrances } from './production.ts';
import type { Runs } from './runs/port.ts';
import type { MasterKeys } from './secrets/master-key.ts';
import { createApprovals } from './store/approvals.ts';
import { createBatches } from './store/batches.ts';
import { createBreakGlasses } from './store/break-glasses.ts';
import { createChallenges } from './store/challenges.ts';
import { createCounts } from './store/counts.ts';
import { createEffects } from './store/effects.ts';
import { createFuses } from './store/fuses.ts';
import { createHandOffs } from './store/hand-offs.ts';
import { createInbox } from './store/inbox.ts';
import { createLinks } from './store/links.ts';
import { createPleas } from './store/pleas.ts';
import type { Pool } from './store/pool.ts';
import { createQuestions } from './store/questions.ts';
import { createSessionRecord } from './store/session-notes.ts';
import { createTickets } from './store/tickets.ts';
import { createVerifications } from './store/verifications.ts';

/** The desk's parts. Chats and the engine call the desk and are called by it, so they join when it stands. */
export interface Composition {
  readonly parts: DeskParts;
  /** What the HTTP server serves of ours. */
  readonly pages: readonly WebRoute[];
  /** Keeps the customers' models as new as their lessons. */
  readonly training: Training;
  /** Deletes what nobody came for in time. */
  sweep(): Promise<void>;
  /** Lets the filter know what others have sealed; until then it knows nothing of them. */
  lookAtKept(): Promise<void>;
  connect(platforms: readonly ChatPlatform[]): void;
  run(engine: Runs<Ticket>): void;
  /** Ends what was begun beside the runs. */
  stop(): Promise<void>;
}

/** Puts them together. Nothing has begun yet: no chat is heard, no run goes on. */
export function compose(
  config: Config,
  given: {
    readonly pool: Pool;
    /** For looking up links; never used by a transaction. */
    readonly linksPool: Pool;
    readonly registry: Registry;
    readonly workflows: readonly Workflow[];
    /** In place of the product's own classifier. */
    readonly classify?: Classify;
    readonly deskFile: DeskFile;
    /** Without one, no secret can be made. */
    readonly keys?: MasterKeys | undefined;
    /** What every sink passes. */
    readonly filter: SecretFilter;
    readonly log: Log;
    readonly now: () => Date;
    /** Who vouches for a language model's provider beside the usual authorities; for tests. */
    readonly ca?: string | undefined;
  },
): Composition {
  const { pool, registry, workflows, deskFile, keys, filter, log, now } = given;
  const platforms = new Map<string, ChatPlatform>();
  let engine: Runs<Ticket> | undefined;
  const sessions = createSessionRecord(pool);
  const breakGlasses = createBreakGlasses(pool);
  const links = createLinks(given.linksPool);
  const roster = async () => withLinks(await deskFile.roster(), await links.current());
  const alert = (customer: Customer, what: string) => alertTechnicians(customer, what, parts);
  const { vault, handovers, pages, lookAtKept } = composeSecrets(config, {
    ...{ pool, keys, filter, log },
    audience: () => ({ ...parts, alert }),
  });
  const money = composeMoney(config, { pool, roster, alert, log });
  const { lessons, training, modelFor } = composeLearning({ pool, log });
  const classifier = composeClassifier(config, {
    ...{ modelFor, ...money, roster, alert, filter, log, ca: given.ca },
  });
  const parts: DeskParts = {
    pool,
    inbox: createInbox(pool, config.replica),
    tickets: createTickets(pool),
    approvals: createApprovals(pool),
    ...{ batches: createBatches(pool), boards: createBoards(), fuses: createFuses(pool) },
    breakGlasses,
    questions: createQuestions(pool),
    ...{ verifications: createVerifications(pool), challenges: createChallenges(pool) },
    handOffs: createHandOffs(pool),
    pleas: createPleas(pool),
    links,
    effects: createEffects(pool),
    counts: createCounts(pool),
    ...{ lessons, training },
    registry,
    ...{ vault, handovers },
    recordsOf: (effect) => recordsOf(effect, { ...parts, sessions }),
    workflows,
    classify: given.classify ?? classifier.classify,
    spendings: money.spendings,
    platforms,
    roster,
    async policyFor(customerId) {
      const [policy, glass] = await Promise.all([deskFile.policy(customerId), breakGlasses.openFor(customerId)]);
      return glass ? inEmergency(policy, { id: glass.id, words: wordsOf(glass) }) : policy;
    },
    runs() {
      if (!engine) throw new Error('The engine has not started yet');
      return engine;
    },
    log,
    now,
  };
  return {
    parts,
    ...{ pages, training, lookAtKept },
    async sweep() {
      const swept = [handovers.sweep(), money.answers.sweep(), parts.pleas.sweep(), links.sweep(), lookAtKept()];
      await Promise.all([...swept, sweepBreakGlasses(parts)]);
    },
    connect(connected) {
      const sieve = filter.at('chat');
      for (const platform of connected) platforms.set(platform.name, guardedPlatform(platform, sieve));
    },
    run(started) {
      engine = started;
    },
    stop: async () => void (await Promise.all([classifier.stop(), training.stop()])),
  };
}

/** Customers, people and connections as `desk.yaml` says; where there is none, those of the fallback. */
export function composeDeskFile(config: Config, fallback: Roster, log: Log): DeskFile {
  const { deskFile } = config;
  const hindrances = productionHindrances(config, { runtime: runtimeOptions(), settings: writtenSettings() });
  return createDeskFile({ ...(deskFile && { file: deskFile }), fallback, connectors, hindrances, log });
}

/** Every operation there is. In demo mode an answer takes as long as the settings say. */
export function composeRegistry({ demoPaceMs }: Config, connections: Connections, filter: SecretFilter): Registry {
  const registry = createRegistry({
    connectors,
    connections,
    demo: { pause: (signal) => pause(demoPaceMs, undefined, { signal }) },
  });
  return guardedRegistry(registry, filter.at('vendor'), filter.at('vendor-answer'));
}
