/** The name among `known` that somebody may have meant: two slips of the finger away, or with a word left out. */
export function meantBy(name: string, known: readonly string[]): string | undefined {
  const written = name.toUpperCase();
  const [nearest] = known
    .map((candidate) => ({ candidate, slips: slipsBetween(written, candidate.toUpperCase()) }))
    .sort((a, b) => a.slips - b.slips);
  if (nearest && nearest.slips <= 2) return nearest.candidate;
  return known.find((candidate) => leavesOutWords(written, candidate.toUpperCase()));
}

function leavesOutWords(short: string, full: string): boolean {
  const words = full.split('_');
  return short.split('_').every((word) => words.includes(word));
}

/** Levenshtein's distance: letters added, left out or exchanged. */
function slipsBetween(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [row, letter] of [...a].entries()) {
    const current = [row + 1];
    for (let column = 1; column <= b.length; column++) {
      const exchanged = (previous[column - 1] ?? 0) + (b[column - 1] === letter ? 0 : 1);
      current.push(Math.min(exchanged, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
