/** States that every instance has, by the number that the API knows them by. */
const states = {
  1: 'new',
  2: 'in-progress',
  3: 'on-hold',
  6: 'resolved',
  7: 'closed',
  8: 'cancelled',
} as const;

type KnownState = (typeof states)[keyof typeof states];

/** An instance may have states of its own. */
export type State = KnownState | 'other';

export function stateFrom(written: string): State {
  const known: Readonly<Record<string, KnownState>> = states;
  return known[written] ?? 'other';
}

export function stateNumber(state: KnownState): string {
  const found = Object.entries(states).find(([, name]) => name === state);
  return found ? found[0] : '';
}

/** Nothing moves these any more. */
export function isOver(state: State): boolean {
  return state === 'closed' || state === 'cancelled';
}
