import type { Log } from '../lib/log.ts';

const LOOK_EVERY_MS = 250;

interface Parts {
  readonly isRunning: () => boolean;
  readonly start: () => Promise<unknown>;
  readonly log: Log;
}

/** Starts the server again whenever it has died under us; keeps trying, and complains once. */
export function keepRunning({ isRunning, start, log }: Parts): { stop(): Promise<void> } {
  let restart: Promise<void> | undefined;
  let complained = false;
  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();

  function look(): void {
    if (restart || isRunning()) return;
    restart = startAgain().finally(() => {
      restart = undefined;
    });
  }

  async function startAgain(): Promise<void> {
    try {
      await start();
      log.warn('database.restarted');
      complained = false;
    } catch (error) {
      if (!complained) log.error('database.down', { error });
      complained = true;
    }
  }

  return {
    async stop() {
      clearInterval(timer);
      await restart;
    },
  };
}
