import { DBOS, DBOSClient, Error as DbosErrors } from '@dbos-inc/dbos-sdk';
import { migrateSystemDatabase } from '@dbos-inc/dbos-sdk/internal/system_database';
import { GlobalLogger } from '@dbos-inc/dbos-sdk/internal/telemetry/logs';
import { type Duration, inMilliseconds } from '../lib/duration.ts';
import type { Log } from '../lib/log.ts';
import type { PoolClient } from '../store/pool.ts';
import { createSteps, type Steps } from './dbos-steps.ts';
import { firstEnded } from './first-ended.ts';
import { type Durable, type Program, RunInterrupted, type Runs } from './port.ts';

/** Runs of every release are each other's: a run that waits must survive an upgrade. Workflows are journalled with their run. */
const APPLICATION_VERSION = 'desk-1';
/** A restart counts as one recovery; a card may wait through many of them. */
const RECOVERIES = 1_000_000;
/** Waiting runs are woken by the database; this is only for a notification that was lost. */
const POLL_MS = 10_000;

/** DBOS is one a process and wants to know its workflows before it starts, so this one does what is running now. */
let current: ((input: unknown) => Promise<void>) | undefined;
const ticketRun = DBOS.registerWorkflow(
  async (input: unknown) => {
    if (!current) throw new Error('The engine has not started yet');
    await current(input);
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
  const steps = createSteps();
  current = async (input) => {
    try {
      await program(durable(steps), input as Input); // what a run was started with comes back as it was
    } catch (error) {
      // The engine must see its own word for it: anything else it would take for the end of the run.
      throw error instanceof RunInterrupted && error.cause ? error.cause : error;
    }
  };
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
      await client.sendInTransaction(transaction as PoolClient, runId, message, topic, topic);
    },
    async stop() {
      await steps.stop();
      await DBOS.shutdown();
      await client.destroy();
    },
  };
}

function durable(steps: Steps): Durable {
  const runId = DBOS.workflowID;
  if (!runId) throw new Error('Only a run has durable steps');
  return {
    runId,
    step: (name, work) => steps.perform(work, (done) => DBOS.runStep(done, { name })).catch(rethrow),
    wait: <T>(topic: string, within: Duration) =>
      DBOS.recv<T>(topic, { timeoutSeconds: inMilliseconds(within) / 1_000, pollingIntervalMs: POLL_MS }).catch(
        rethrow,
      ),
    first: (inFlight) => DBOS.runStep(() => firstEnded(inFlight), { name: 'first' }).catch(rethrow),
  };
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
