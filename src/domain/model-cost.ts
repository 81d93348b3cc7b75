/** What understanding tickets has cost in a month, for one customer or for all. */
export interface ModelCost {
  /** In US dollars. */
  readonly spent: string;
  readonly budget?: number;
  /** Of the budget, in whole percent. */
  readonly share?: number;
  readonly tickets: number;
  readonly calls: number;
  /** Of those: not answered, and nothing was billed. */
  readonly failed: number;
  /** Of those: nobody said yet what they cost, so they count with the most they can. */
  readonly unsettled: number;
  /** Answered without a call, by an earlier answer. */
  readonly spared: number;
  /** Whether the price of a model was not known, or a call was not settled and counts with the most it can cost. */
  readonly isEstimate: boolean;
  /** The dearest first. */
  readonly models: readonly CostOfModel[];
}

/** The part of one model. */
interface CostOfModel extends Pick<ModelCost, 'calls' | 'failed' | 'unsettled' | 'spared' | 'isEstimate'> {
  readonly model: string;
  /** Tokens that it read, those of them that its provider had kept, and tokens that it wrote. */
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  /** In US dollars. */
  readonly cost: string;
}
