/** A share of 1 in percent, to a tenth. */
export function inPercent(share: number): string {
  return `${tenths(share)} %`;
}

/** Two bounds of a share, as they stand in brackets behind it. */
export function percentBetween(low: number, high: number): string {
  return `${tenths(low)}-${tenths(high)}`;
}

function tenths(share: number): string {
  return (100 * share).toFixed(1);
}
