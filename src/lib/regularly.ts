/** Does something again and again, which must not throw. It has ended when `stop` returns. */
export function regularly(everyMs: number, work: () => Promise<void>): { stop(): Promise<void> } {
  let working: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    working = work();
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await working;
    },
  };
}
