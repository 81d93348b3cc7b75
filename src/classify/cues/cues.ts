/** What speaks for a category, as phrases. Strong settles it alone, fair does in good company, weak only tips the scales. */
export interface Cues {
  readonly strong?: readonly string[];
  readonly fair?: readonly string[];
  readonly weak?: readonly string[];
}
