/** What a language model answered before, for one customer's exact words. */
export interface Answers {
  find(customerId: string, key: string): Promise<unknown | undefined>;
  keep(customerId: string, key: string, answer: unknown): Promise<void>;
}
