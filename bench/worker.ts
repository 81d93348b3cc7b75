import { fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

/** What a worker is asked to do. */
export const Order = z.object({
  lanes: z.number(),
  seconds: z.number(),
  /** Of how many customers the desk's tickets come. */
  customers: z.number().optional(),
  /** Of how many steps a plain job is made. */
  steps: z.number().optional(),
});
export type Order = z.infer<typeof Order>;

/** What a worker has measured. */
export const Measured = z.object({
  jobs: z.number(),
  seconds: z.number(),
  ms: z.array(z.number()),
  cpuMs: z.number(),
  /** How long it took until what came in was written down. */
  acknowledged: z.array(z.number()),
  /** Durable steps and waits of one job. */
  steps: z.number(),
  waits: z.number(),
  residentMb: z.number(),
});
export type Measured = z.infer<typeof Measured>;

/** A process that works when it is told to and rests otherwise, so that two can be compared turn by turn. */
export interface Worker {
  work(order: Order): Promise<Measured>;
  stop(): Promise<void>;
}

export async function startWorker(file: URL): Promise<Worker> {
  const child = fork(file, { execArgv: ['--disable-warning=DeprecationWarning'] });
  const answer = async () => (await Promise.race([once(child, 'message'), ended(child)]))[0];
  await answer();
  return {
    async work(order) {
      child.send(order);
      return Measured.parse(await answer());
    },
    async stop() {
      const gone = once(child, 'exit');
      child.send('stop');
      await gone;
    },
  };
}

async function ended(child: ReturnType<typeof fork>): Promise<never> {
  const [code] = await once(child, 'exit');
  throw new Error(`A worker ended with ${code}`);
}

/** The other end: does what is ordered, one order after the other, and leaves nothing behind, whatever happens. */
export function serve(work: (order: Order) => Promise<Measured>, stop: () => Promise<void>): void {
  const leave = async (code: number) => {
    await stop();
    process.exit(code);
  };
  process.on('message', (message) => {
    if (message === 'stop') return leave(0);
    return work(Order.parse(message)).then(
      (measured) => process.send?.(measured),
      (error: unknown) => {
        console.error(error);
        return leave(1);
      },
    );
  });
  process.once('disconnect', () => leave(1));
  process.send?.('ready');
}
