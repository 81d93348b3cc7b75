import type { Usage } from '../models/complete.ts';

/** What a call may cost at most, and for whom. */
export interface Order {
  readonly customerId: string;
  readonly ticketId?: string;
  readonly model: string;
  readonly mostInput: number;
  readonly mostOutput: number;
}

/** Leave to make a call, or the reason why none is made. `settle` says what the call used; nothing, where nothing was billed. A call that is never settled counts in full. */
export type Spending =
  | { readonly outcome: 'allowed'; settle(usage: Usage | undefined): Promise<void> }
  | { readonly outcome: 'budget-spent'; readonly whose: 'customer' | 'all' };

/** Who is asked before a language model is. */
export interface Purse {
  open(order: Order): Promise<Spending>;
  /** Writes down that an earlier answer served, so that no call was needed. */
  spared(order: Pick<Order, 'customerId' | 'ticketId' | 'model'>): Promise<void>;
}
