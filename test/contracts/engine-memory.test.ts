import { createMemoryRuns, inMemoryTransaction, type MemoryJournals } from '../../src/runs/memory.ts';
import { engineContract } from './engines.ts';

engineContract('in memory', async () => {
  const journals: MemoryJournals = new Map();
  return {
    start: async (program) => createMemoryRuns(program, journals),
    inTransaction: inMemoryTransaction,
    end: async () => {},
  };
});
