import { plain } from './plain.ts';

/** What was only simulated, by title, and whether nothing else was done. */
export interface Simulated {
  readonly titles: readonly string[];
  readonly isAll: boolean;
}

export const nothingSimulated: Simulated = { titles: [], isAll: false };

/** Says it beside what was told as if it were real; nothing when all of it is. */
export function notReallyDone({ titles }: Simulated): string[] {
  return titles.length > 0 ? [`Demo mode, not really done: ${plain(titles.join(', '), 300)}.`] : [];
}
