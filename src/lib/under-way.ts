/** Work that was begun and that a stop has to wait for. */
export interface UnderWay {
  /** Returns what it was given. */
  add<T>(work: Promise<T>): Promise<T>;
  /** Returns when nothing is under way, however it ended. */
  settled(): Promise<void>;
}

export function createUnderWay(): UnderWay {
  const all = new Set<Promise<unknown>>();
  return {
    add(work) {
      const ended = work.finally(() => all.delete(ended));
      all.add(ended);
      return ended;
    },
    async settled() {
      while (all.size > 0) await Promise.allSettled(all);
    },
  };
}
