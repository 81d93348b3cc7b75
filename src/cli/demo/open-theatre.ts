import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { type App, createApp } from '../../app.ts';
import type { Config } from '../../config.ts';
import { makeDataFolder } from '../../database.ts';
import { firstRoster } from '../../desk/first-roster.ts';
import { createLog } from '../../lib/log.ts';
import { startEmbeddedServer } from '../../store/embedded-server.ts';
import { StoreError } from '../../store/store-error.ts';
import { createPlayers, type Players } from './play.ts';
import { createStage, type Stage } from './stage.ts';

/** A desk of the demo's own, empty at the beginning, beside the one that may be open. */
export interface Theatre {
  readonly stage: Stage;
  readonly players: Players;
  close(): Promise<void>;
}

interface Parts {
  readonly config: Config;
  /** What every pause is multiplied by. */
  readonly slow: number;
  /** Where the conversation is shown; nowhere when it is only counted. */
  readonly output: Writable | undefined;
  readonly color: boolean;
  readonly report: (problem: string) => void;
  /** Somebody wants it to end. */
  readonly signal: AbortSignal;
}

/** How long the cast takes to read a card before it presses a button. */
const THINK_MS = 3_000;
/** How much longer than in the settings a simulated call takes, so that one can watch. */
const UNHURRIED = 1.5;

export async function openTheatre({ config, slow, output, color, report, signal }: Parts): Promise<Theatre> {
  const dataDir = join(config.dataDir, 'demo');
  makeDataFolder({ dataDir });
  const log = createLog(config.log.level, join(dataDir, 'demo.log'));
  const server = await startEmbeddedServer({ dataDir, log, database: 'demo', afresh: true }).catch(inWords);
  let app: App | undefined;
  let cast: Pick<Theatre, 'stage' | 'players'> | undefined;
  const stuck = (cause: unknown) => {
    if (!signal.aborted) report(`The cast is stuck: ${cause instanceof Error ? cause.message : String(cause)}`);
  };
  try {
    app = await createApp(
      {
        dataDir,
        databaseUrl: server.url,
        http: { host: '127.0.0.1', port: 0 },
        replica: 'demo',
        log: config.log,
        terminal: 'off',
        demoPaceMs: config.demoPaceMs * UNHURRIED * slow,
      },
      {
        log,
        roster: firstRoster,
        async connect({ ears, people }) {
          const stage = createStage({ people, output, color, onCard: (card) => void players.act(card).catch(stuck) });
          const tickets = () => must(app).tickets;
          const players = createPlayers({ ears, stage, tickets, thinkMs: THINK_MS * slow, signal });
          cast = { stage, players };
          return [stage.connection];
        },
      },
    );
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    ...must(cast),
    async close() {
      await app?.stop();
      await server.stop();
    },
  };
}

function inWords(error: unknown): never {
  if (!(error instanceof StoreError) || error.kind !== 'databaseInUse') throw error;
  throw new Error('A demo is already playing here. Wait until it ends, or give this one a folder with DATA_DIR.', {
    cause: error,
  });
}

function must<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('The stage is not set yet.');
  return part;
}
