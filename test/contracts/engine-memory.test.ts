import { inMemoryTransaction } from '../fakes/engine/transaction.ts';
import { createMemoryRuns, type MemoryJournals } from '../fakes/engine.ts';
import { engineContract } from './engines.ts';

engineContract('in memory', async () => {
  const journals: MemoryJournals = new Map();
  return {
    start: async (program) => createMemoryRuns(program, journals),
    inTransaction: inMemoryTransaction,
    end: async () => {},
  };
});
