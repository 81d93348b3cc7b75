/** How many of how many, and between which shares the truth lies in 95 of 100 cases. */
export interface Share {
  readonly right: number;
  readonly of: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** The quantile of the normal distribution that leaves 2.5 % on either side. */
const Z = 1.959963984540054;

/** With Wilson's interval, which stays between 0 and 1 and holds for few tickets too. Of none, nothing is known. */
export function shareOf(right: number, of: number): Share {
  if (of === 0) return { right, of, share: 0, low: 0, high: 1 };
  const share = right / of;
  const middle = share + Z ** 2 / (2 * of);
  const reach = Z * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  const whole = 1 + Z ** 2 / of;
  return {
    right,
    of,
    share,
    low: right === 0 ? 0 : (middle - reach) / whole,
    high: right === of ? 1 : (middle + reach) / whole,
  };
}
