import type { Transaction } from '../../../src/runs/port.ts';

const waiting = new WeakMap<Transaction, (() => void)[]>();

/** What is told in it arrives when the work ends well, and not at all when it fails. */
export async function inMemoryTransaction(work: (transaction: Transaction) => Promise<void>): Promise<void> {
  const transaction = {};
  const told: (() => void)[] = [];
  waiting.set(transaction, told);
  await work(transaction);
  for (const arrive of told) arrive();
}

export function onCommit(transaction: Transaction, arrive: () => void): void {
  const told = waiting.get(transaction);
  if (!told) throw new Error('This transaction is not one of this engine');
  told.push(arrive);
}
