/** Does the newest thing it was given, one at a time. What was overtaken while another one was done is left out. */
export interface Latest {
  put(work: () => Promise<void>): void;
  /** Returns when the newest thing is done. */
  settled(): Promise<void>;
}

export function createLatest(): Latest {
  let next: (() => Promise<void>) | undefined;
  let doing: Promise<void> | undefined;

  const doAll = async () => {
    try {
      while (next) {
        const work = next;
        next = undefined;
        await work();
      }
    } finally {
      doing = undefined;
    }
  };
  return {
    put(work) {
      next = work;
      doing ??= doAll();
    },
    settled: async () => doing,
  };
}
