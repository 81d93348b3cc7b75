import { createLatest, type Latest } from '../lib/latest.ts';

/** Messages that many runs rewrite: each is rewritten to how things stand then, one at a time, and never for nothing. */
export interface Boards {
  /** Returns when what stands there is not older than this call. */
  rewritten(board: string, rewrite: () => Promise<void>): Promise<void>;
}

export function createBoards(): Boards {
  const boards = new Map<string, Latest>();
  return {
    async rewritten(board, rewrite) {
      const latest = boards.get(board) ?? createLatest();
      boards.set(board, latest);
      latest.put(rewrite);
      await latest.settled().finally(() => boards.delete(board));
    },
  };
}
