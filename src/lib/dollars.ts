/** An amount in words: cents, and a few digits more where cents would hide it. */
export function inDollars(amount: string | number): string {
  const dollars = Number(amount);
  if (dollars > 0 && dollars < 0.0001) return 'less than $0.0001';
  const digits = dollars === 0 || dollars >= 1 ? 2 : 4;
  return `$${dollars.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: digits })}`;
}
