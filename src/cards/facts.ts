import type { TextRun } from './card.ts';

/** A label of ours beside somebody's value. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  /** Said quietly after the value. */
  readonly asides: readonly string[];
  readonly weight: NonNullable<TextRun['weight']>;
  readonly color: NonNullable<TextRun['color']>;
}

export function fact(label: string, value: string, look: Partial<Omit<Fact, 'label' | 'value'>> = {}): Fact {
  return { label, value, asides: [], weight: 'Default', color: 'Default', ...look };
}
