/** What a number of jobs side by side came to. */
export interface Worked {
  readonly jobs: number;
  readonly seconds: number;
  /** How long each job took. */
  readonly ms: number[];
  /** Processor time of this process, its chat and its people included. */
  readonly cpuMs: number;
}

/** Keeps so many jobs in flight for so long; then those that are under way come to their end. */
export async function keepInFlight(lanes: number, seconds: number, job: () => Promise<void>): Promise<Worked> {
  const began = performance.now();
  const cpu = process.cpuUsage();
  const ms: number[] = [];
  const lane = async () => {
    while (performance.now() - began < seconds * 1_000) {
      const start = performance.now();
      await job();
      ms.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const { user, system } = process.cpuUsage(cpu);
  return { jobs: ms.length, seconds: (performance.now() - began) / 1_000, ms, cpuMs: (user + system) / 1_000 };
}
