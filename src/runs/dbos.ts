import { setTimeout as pause } from 'node:timers/promises';
import { DBOS, DBOSClient, Error as DbosErrors } from '@dbos-inc/dbos-sdk';
import { migrateSystemDatabase } from '@dbos-inc/dbos-sdk/internal/system_database';
import { GlobalLogger } from '@dbos-inc/dbos-sdk/internal/telemetry/logs';
import { inMilliseconds } from '../lib/duration.ts';
import type { Log } from '../lib/log.ts';
import { isOutage, throughOutages } from '../store/outage.ts';
import { type Durable, type Program, RunInterrupted, type Runs } from './port.ts';

/** Runs of every release are each other's: a run that waits must survive an upgrade. Workflows are journalled with their run. */
const APPLICATION_VERSION = 'desk-1';
/** A restart counts as one recovery; a card may wait through many of them. */
const RECOVERIES = 1_000_000;
/** Waiting runs are woken by the database; this is only for a notification that was lost. */
const POLL_MS = 60_000;

/** How long a stop waits for steps that are at work. */
const LAST_STEPS_MS = 10_000;

/** The engine is one a process, and so is what it runs. */
let current: Program<never> | undefined;
const ticketRun = DBOS.registerWorkflow(
  async (input: unknown) => {
    if (!current) throw new Error('The engine runs nothing yet');
    await current(durable(), input as never);
  },
  { name: 'ticket', maxRecoveryAttempts: RECOVERIES },
);

/** Prepares a database for the engine. What `DBOS.migrate` does, without its announcement on standard output. */
export function migrateEngine(url: string): Promise<void> {
  return migrateSystemDatabase(url, new GlobalLogger(undefined, { logLevel: 'error' }));
}

/** Durable execution by DBOS on PostgreSQL. Runs that an earlier life of this replica left behind go on by themselves. */
export async function startDbosRuns<Input>(parts: {
  readonly url: string;
  readonly replica: string;
  readonly program: Program<Input>;
  readonly log: Log;
}): Promise<Runs<Input>> {
  const { url, replica, program, log } = parts;
  current = program as Program<never>;
  stopping = new AbortController();
  DBOS.setConfig({
    name: 'msp-command-center',
    systemDatabaseUrl: url,
    executorID: replica,
    applicationVersion: APPLICATION_VERSION,
    runMigrations: false,
    logger: quiet(log),
  });
  await DBOS.launch();
  const client = await DBOSClient.create({ systemDatabaseUrl: url, systemDatabasePoolSize: 2, logger: quiet(log) });
  return {
    async start(runId, input) {
      await DBOS.startWorkflow(ticketRun, { workflowID: runId })(input);
    },
    async tell(runId, topic, message, transaction) {
      await client.sendInTransaction(transaction as never, runId, message, topic, topic);
    },
    async stop() {
      stopping.abort();
      await Promise.race([stepsDone(), pause(LAST_STEPS_MS, undefined, { ref: false })]);
      await DBOS.shutdown();
      await client.destroy();
    },
  };
}

function durable(): Durable {
  const runId = DBOS.workflowID;
  if (!runId) throw new Error('Only a run has durable steps');
  return {
    runId,
    step: (name, work) => DBOS.runStep(() => lasting(work), { name }).catch(rethrow),
    wait: <T>(topic: string, within: Parameters<Durable['wait']>[1]) =>
      DBOS.recv<T>(topic, { timeoutSeconds: inMilliseconds(within) / 1_000, pollingIntervalMs: POLL_MS }).catch(
        rethrow,
      ),
    first: <K>(inFlight: ReadonlyMap<K, Promise<unknown>>) =>
      DBOS.runStep(
        () =>
          Promise.race(
            [...inFlight].map(([key, promise]) =>
              promise.then(
                () => key,
                () => key,
              ),
            ),
          ),
        { name: 'first' },
      ).catch(rethrow),
  };
}

let stopping = new AbortController();

/** That our own database is away is no failure of a step. Stopped meanwhile, it answers no more, so that the next life does it again. */
async function lasting<T>(work: () => Promise<T>): Promise<T> {
  const { signal } = stopping;
  try {
    return await throughOutages(() => counted(work), signal);
  } catch (error) {
    if (signal.aborted && isOutage(error)) return new Promise(() => {});
    throw error;
  }
}

/** Steps at work in this process: a stop lets them write down what they have done. */
const atWork = new Set<Promise<unknown>>();

function counted<T>(work: () => Promise<T>): Promise<T> {
  const working = work().finally(() => atWork.delete(working));
  atWork.add(working);
  return working;
}

async function stepsDone(): Promise<void> {
  while (atWork.size > 0) await Promise.allSettled(atWork);
}

/** The engine's own errors end this life of the run; everything else is the step's. */
function rethrow(error: unknown): never {
  if (error instanceof DbosErrors.DBOSError) throw new RunInterrupted(error.message, { cause: error });
  throw error;
}

function quiet(log: Log) {
  return {
    debug() {},
    info() {},
    warn: (entry: unknown) => log.warn('engine.warning', { entry: String(entry).split('\n')[0] }),
    error: (entry: unknown) => log.error('engine.error', { entry: String(entry).split('\n')[0] }),
  };
}
