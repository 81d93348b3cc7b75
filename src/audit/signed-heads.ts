import type { ChainHead } from '../store/audit-lines.ts';

/** What a checkpoint says about one chain. */
export interface SignedHead extends ChainHead {
  readonly checkpoint: number;
  readonly at: string;
}

/** The heads that were signed, by customer and in the order of their numbers. The same head is kept once. */
export interface SignedHeads {
  add(head: SignedHead): void;
  of(customer: string): readonly SignedHead[];
  customers(): Iterable<string>;
}

export function createSignedHeads(): SignedHeads {
  const byCustomer = new Map<string, Map<string, SignedHead>>();
  return {
    add(head) {
      const heads = byCustomer.get(head.customer) ?? new Map<string, SignedHead>();
      byCustomer.set(head.customer, heads);
      const name = `${head.seq} ${head.hash}`;
      if (!heads.has(name)) heads.set(name, head);
    },
    of: (customer) => [...(byCustomer.get(customer)?.values() ?? [])].toSorted((a, b) => a.seq - b.seq),
    customers: () => byCustomer.keys(),
  };
}
