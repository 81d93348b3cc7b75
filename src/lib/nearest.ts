/** The known word somebody probably meant, if one is near enough. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((candidate) => ({ candidate, far: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(
      ({ candidate, far }) =>
        far <= Math.max(2, candidate.length / 3) && far < Math.min(word.length, candidate.length) - 1,
    )
    .sort((a, b) => a.far - b.far || Number(isIn(b.candidate, word)) - Number(isIn(a.candidate, word)));
  return best?.candidate;
}

/** Somebody has written the word and gone on. */
function isIn(candidate: string, word: string): boolean {
  return word.toLowerCase().startsWith(candidate.toLowerCase());
}

/** How many letters must be put in, left out or changed. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const letter of from) {
    row = row.reduce<number[]>((next, above, index) => {
      const left = next[index - 1];
      if (left === undefined) return [above + 1];
      const diagonal = (row[index - 1] ?? 0) + (to[index - 1] === letter ? 0 : 1);
      next.push(Math.min(left + 1, above + 1, diagonal));
      return next;
    }, []);
  }
  return row.at(-1) ?? 0;
}
